#if Console
    internal import Hummingbird

    /// Where each part of the console registers what it answers: one line a part. Everything but the page stands below
    /// `/api/v1`.
    enum ConsoleRoutes {
        static func router(_ parts: ConsoleParts) -> Router<ConsoleContext> {
            let configuration = parts.configuration
            let router = Router(context: ConsoleContext.self, options: .autoGenerateHeadEndpoints)
            router.add(
                middleware: AccessGuard(
                    isLoopback: configuration.address.isLoopback, names: configuration.names.map { $0.lowercased() },
                    token: configuration.token))
            PageRoutes.add(to: router, folder: configuration.pageFolder, version: configuration.version)
            let api = router.group("api/v1")
            EventRoutes.add(to: api, parts.events)
            CheckRoutes.add(to: api)
            ScenarioRoutes.add(to: api, parts.scenarios)
            if let lab = parts.lab { LabRoutes.add(to: api, lab) }
            CaptureRoutes.add(to: api, parts)
            return router
        }
    }
#endif
