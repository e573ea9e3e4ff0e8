internal import COpenSSL

/// A file of certificates or of a private key.
public enum CertificateFile {
    /// What stands in the file.
    ///
    /// - Throws: where it cannot be read, or is larger than a megabyte.
    public static func octets(of path: String) throws(TLSError) -> [UInt8] {
        ERR_clear_error()
        guard !path.utf8.contains(0) else { throw TLSError("reading \(path): no name of a file") }
        guard let file = unsafe BIO_new_file(path, "rb") else { throw .last("reading \(path)") }
        defer { unsafe BIO_free(file) }
        var octets: [UInt8] = []
        while octets.count <= 1 << 20 {
            let chunk = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                count = unsafe max(0, Int(BIO_read(file, buffer.baseAddress, Int32(buffer.count))))
            }
            guard !chunk.isEmpty else {
                // A directory opens, and gives nothing but an error.
                guard ERR_peek_error() == 0 else { throw .last("reading \(path)") }
                return octets
            }
            octets += chunk
        }
        throw TLSError("reading \(path): more than a megabyte")
    }
}
