#if Console
    #if canImport(Glibc)
        internal import Glibc
    #else
        internal import Musl
    #endif

    /// A small file, whole.
    enum FileOctets {
        /// The octets of a file; nil where it cannot be read.
        static func read(_ path: String) -> [UInt8]? {
            guard let file = unsafe fopen(path, "re") else { return nil }
            defer { unsafe fclose(file) }
            var octets: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = unsafe buffer.withUnsafeMutableBytes { unsafe fread($0.baseAddress, 1, $0.count, file) }
                guard count > 0 else { return octets }
                octets += buffer[0..<count]
            }
        }

        /// Writes a file whole, which this user alone can read.
        ///
        /// - Returns: false where that fails.
        static func write(_ octets: [UInt8], to path: String) -> Bool {
            let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode_t(0o600))
            guard file >= 0 else { return false }
            defer { close(file) }
            var written = 0
            while written < octets.count {
                let count = unsafe octets.withUnsafeBytes { bytes in
                    unsafe Glibc.write(file, bytes.baseAddress?.advanced(by: written), bytes.count - written)
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                written += count
            }
            return true
        }
    }
#endif
