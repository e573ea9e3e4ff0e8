internal import FuzzTargets

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// The reader that the environment names: FUZZ_TARGET=capture.
private let target: FuzzTarget = {
    let name = unsafe getenv("FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
        print("FUZZ_TARGET: expected one of \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))")
        exit(64)
    }
    return target
}()

/// What libFuzzer calls with each input (llvm.org/docs/LibFuzzer.html); 0 says that the input may stay in the corpus.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafeRawPointer?, _ count: Int) -> CInt {
    let octets = unsafe UnsafeRawBufferPointer(start: start, count: count)
    unsafe target.read(RawSpan(_unsafeBytes: octets))
    return 0
}
