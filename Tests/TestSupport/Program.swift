#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif
internal import Testing

/// Programs of the distribution that take part in tests.
public enum Program {
    /// Whether a program is there. Where it is not, that is a failure in CI and a loud line elsewhere.
    public static func isThere(_ name: String, package: String) -> Bool {
        if let (status, _) = output(of: "PATH=$PATH:/usr/sbin command -v \(name)"), status == 0 { return true }
        let message = "\(name) is not installed: nothing was tested (package \(package))"
        if let value = unsafe getenv("CI"), unsafe String(cString: value) == "true" {
            Issue.record("\(message)")
        } else {
            print("!!! \(message)")
        }
        return false
    }

    /// The command line tool, which the build leaves beside the program of the tests; nil where it was not built.
    public static let roamlab: String? = {
        var name = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = unsafe readlink("/proc/self/exe", &name, Int(PATH_MAX))
        guard count > 0 else { return nil }
        let path = String(decoding: name[0..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let roamlab = folder.joined(separator: "/") + "/roamlab"
        return unsafe access(roamlab, X_OK) == 0 ? roamlab : nil
    }()

    /// The octets of a file; nil where it cannot be opened.
    public static func octets(of path: String) -> [UInt8]? {
        guard let file = unsafe fopen(path, "r") else { return nil }
        defer { unsafe fclose(file) }
        var octets: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe fread($0.baseAddress, 1, $0.count, file) }
            guard count > 0 else { return octets }
            octets += buffer[0..<count]
        }
    }

    /// Writes a file whole.
    public static func write(_ octets: [UInt8], to path: String) {
        guard let file = unsafe fopen(path, "w") else { return }
        defer { unsafe fclose(file) }
        _ = unsafe octets.withUnsafeBytes { unsafe fwrite($0.baseAddress, 1, $0.count, file) }
    }

    /// A folder for what tests leave in files, removed when the process ends; nil where none could be made.
    public static let folder: String? = {
        guard let (status, text) = output(of: "mktemp -d"), status == 0 else { return nil }
        atexit { if let folder = Program.folder { _ = Program.output(of: "rm -rf '\(folder)'") } }
        return text.split(separator: "\n").first.map(String.init)
    }()

    /// A new folder in `folder`; nil where none could be made.
    public static func newFolder() -> String? {
        folder.flatMap { text(of: "mktemp -d -p '\($0)'") }?.split(separator: "\n").first.map(String.init)
    }

    /// Programs that tests run keep no history in the user's home.
    private static let keepsNoHistory: Void = { _ = unsafe setenv("ROAMLAB_HISTORY", "off", 0) }()

    /// Runs a command of the shell; nil where it could not be started.
    public static func output(of command: String) -> (status: Int32, text: String)? {
        keepsNoHistory
        // No socket of this process is to outlive it in a daemon.
        for descriptor in Int32(3)..<1024 { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        guard let pipe = unsafe popen(command, "r") else { return nil }
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe fread($0.baseAddress, 1, $0.count, pipe) }
            guard count > 0 else { break }
            text += buffer[0..<count]
        }
        return (unsafe pclose(pipe), String(decoding: text, as: UTF8.self))
    }

    /// What a command that must succeed prints; nil, with an issue recorded, where it fails. What it says on standard
    /// error is dropped.
    public static func text(of command: String, mayFail: Bool = false) -> String? {
        guard let (status, text) = output(of: command + " 2>/dev/null"), status == 0 || mayFail else {
            Issue.record("failed, or a program is missing: \(command)")
            return nil
        }
        return text
    }
}
