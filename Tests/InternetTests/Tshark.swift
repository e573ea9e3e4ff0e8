import Foundation
import Octets

/// What tshark says of Ethernet frames: one line a frame, with these fields parted by tabs; nil where it is not installed.
func tshark(_ frames: [[UInt8]], fields: [String]) throws -> [String]? {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/tshark") else { return nil }
    var file: [UInt8] = []
    for word in [0xA1B2_C3D4, 0x0004_0002, 0, 0, 0xFFFF, 1] as [UInt32] { file.append(littleEndian: word) }
    for frame in frames {
        for word in [0, 0, UInt32(frame.count), UInt32(frame.count)] { file.append(littleEndian: word) }
        file += frame
    }
    let path = FileManager.default.temporaryDirectory.appending(path: "roamlab-internet-\(UUID()).pcap")
    try Data(file).write(to: path)
    defer { try? FileManager.default.removeItem(at: path) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/tshark")
    process.arguments =
        ["-r", path.path, "-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE", "-T", "fields"]
        + fields.flatMap { ["-e", $0] }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
}
