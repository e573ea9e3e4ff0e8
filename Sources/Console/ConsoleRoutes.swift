#if Console
    internal import Hummingbird

    /// Where each part of the console registers what it answers: one line a part. Everything but the page stands below
    /// `/api/v1`.
    enum ConsoleRoutes {
        static func router(_ configuration: ConsoleConfiguration) -> Router<ConsoleContext> {
            let router = Router(context: ConsoleContext.self, options: .autoGenerateHeadEndpoints)
            PageRoutes.add(to: router, folder: configuration.pageFolder)
            let api = router.group("api/v1")
            CaptureRoutes.add(to: api)
            return router
        }
    }
#endif
