#if Console
    internal import Hummingbird

    /// What a request is answered with.
    struct ConsoleContext: RequestContext {
        /// Octets of a body that is no capture: a configuration, a command.
        static let bodyLimit = 1 << 20

        var coreContext: CoreRequestContextStorage

        init(source: Source) { coreContext = .init(source: source) }

        var maxUploadSize: Int { Self.bodyLimit }
    }
#endif
