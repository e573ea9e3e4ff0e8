internal import Octets

extension FixedOctets {
    /// Lets libcrypto write into the value's own storage.
    @inline(__always)
    mutating func withUnsafeMutableOctets(_ body: (UnsafeMutablePointer<UInt8>?) -> Void) {
        var span = storage.mutableSpan
        unsafe span.withUnsafeMutableBufferPointer { unsafe body($0.baseAddress) }
    }
}

extension RawSpan {
    /// Lets libcrypto read the octets.
    @inline(__always)
    func withUnsafeOctets<Result>(_ body: (UnsafePointer<UInt8>?) -> Result) -> Result {
        unsafe withUnsafeBytes { unsafe body($0.baseAddress?.assumingMemoryBound(to: UInt8.self)) }
    }
}
