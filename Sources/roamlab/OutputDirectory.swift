#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif
internal import Capture

/// A directory for results.
enum OutputDirectory {
    /// Makes the directory and those above it, as far as they are missing; throws the operating system's reason.
    static func make(_ path: String) throws(FileError) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += (made.isEmpty || made == "/" ? "" : "/") + part
            if unsafe mkdir(made, mode_t(0o777)) != 0, errno != EEXIST {
                throw FileError(path: made, operation: "create", code: errno)
            }
        }
    }
}
