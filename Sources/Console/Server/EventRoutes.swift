#if Console
    internal import HTTPTypes
    internal import Hummingbird
    internal import NIOCore

    /// `/events`: what happens, as Server-Sent Events.
    enum EventRoutes {
        static func add(to api: RouterGroup<ConsoleContext>, _ hub: EventHub) {
            api.get("events") { _, _ in
                guard let seat = EventSeat(hub) else {
                    throw Problem(.serviceUnavailable, "more than \(EventHub.listenerLimit) pages listen")
                }
                return Response(
                    status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
                    body: ResponseBody { writer in
                        try await writer.write(ByteBuffer(string: "retry: 1000\n\n"))
                        while let octets = await seat.listener.next() {
                            // It waits while the reader does not read; the listener's queue is bounded meanwhile.
                            try await writer.write(ByteBuffer(bytes: octets))
                        }
                        try await writer.finish(nil)
                    })
            }
        }

        /// Holds a listener for as long as its response lives, which may end before its first octet is written.
        private final class EventSeat: Sendable {
            let listener: EventListener
            private let hub: EventHub

            init?(_ hub: EventHub) {
                guard let listener = hub.listen() else { return nil }
                self.hub = hub
                self.listener = listener
            }

            deinit { hub.leave(listener) }
        }
    }
#endif
