import Foundation

/// The packets of a little-endian classic pcap file among the reference captures; nil where the folder is absent.
func referencePackets(_ name: String) -> [[UInt8]]? {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    let file = root.appending(path: "../shared/reference/captures/\(name)")
    guard let data = try? [UInt8](Data(contentsOf: file)) else { return nil }
    var packets: [[UInt8]] = []
    var offset = 24
    while offset + 16 <= data.count {
        let length = data[offset + 8..<offset + 12].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard offset + 16 + length <= data.count else { break }
        packets.append(Array(data[offset + 16..<offset + 16 + length]))
        offset += 16 + length
    }
    return packets
}
