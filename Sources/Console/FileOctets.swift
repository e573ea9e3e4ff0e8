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
    }
#endif
