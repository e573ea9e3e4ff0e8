#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif
internal import Testing

/// The captures of real devices that stand beside the package; their absence is an issue, never a silent pass.
public enum Reference {
    /// The package's root.
    public static let package: String = {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        return parts.joined(separator: "/")
    }()

    /// The captures, and what is known of them.
    public static let folder = package + "/../shared/reference/captures/"

    /// The octets of a capture; nil, with an issue recorded, where it isn't there.
    public static func octets(_ name: String) -> [UInt8]? {
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
}
