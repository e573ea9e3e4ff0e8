#if DEBUG
    private let isOptimized = false
#else
    private let isOptimized = true
#endif

/// Damaged inputs that a test of a reader tries: a hundred thousand where the code is optimized, a tenth of that where it is
/// not and each takes many times as long. `make test-release` and `make test` run the same tests.
public let mutationCases = isOptimized ? 100_000 : 10_000
