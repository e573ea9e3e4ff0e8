#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif
import Testing

/// The captures of real devices that stand beside the package; their absence is an issue, never a silent pass.
enum Reference {
    /// The package's root.
    static let package: String = {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        return parts.joined(separator: "/")
    }()

    static let folder = package + "/../shared/reference/captures/"

    /// The octets of a capture; nil, with an issue recorded, where it isn't there.
    static func octets(_ name: String) -> [UInt8]? {
        let descriptor = unsafe open(folder + name, O_RDONLY)
        guard descriptor >= 0 else {
            Issue.record("the reference capture \(folder + name) is missing: nothing was tested")
            return nil
        }
        defer { close(descriptor) }
        var octets: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return octets }
            octets.append(contentsOf: buffer[0..<count])
        }
    }

    /// The output of a program found on PATH; nil, with an issue recorded, where it could not be run.
    static func output(of command: String, mayFail: Bool = false) -> String? {
        guard let pipe = unsafe popen(command + " 2>/dev/null", "r") else {
            Issue.record("cannot run: \(command)")
            return nil
        }
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe fread($0.baseAddress, 1, $0.count, pipe) }
            guard count > 0 else { break }
            text.append(contentsOf: buffer[0..<count])
        }
        guard unsafe pclose(pipe) == 0 || mayFail else {
            Issue.record("failed, or a program is missing: \(command)")
            return nil
        }
        return String(decoding: text, as: UTF8.self)
    }
}
