#if Console
    internal import Hummingbird

    /// What is answered about captures: their packets, their associations and ladders, their comparison.
    enum CaptureRoutes {
        static func add(to api: RouterGroup<ConsoleContext>, _ parts: ConsoleParts) {
        }
    }
#endif
