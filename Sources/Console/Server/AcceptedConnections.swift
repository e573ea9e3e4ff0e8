#if Console
    internal import HummingbirdCore
    internal import Logging
    internal import NIOCore
    internal import NIOPosix
    internal import Synchronization

    /// The connections that were accepted and that nobody handles yet. Where the server ends before they are taken up, swift-nio
    /// traps: their writers were never told that there is nothing to come.
    final class AcceptedConnections: Sendable {
        private let count = Mutex(0)

        /// A server's part for each connection, which is counted.
        struct Channels: ServerChildChannel {
            let http: HTTP1Channel
            let connections: AcceptedConnections

            func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
                connections.count.withLock { $0 += 1 }
                let value = http.setup(channel: channel, logger: logger)
                value.whenFailure { _ in connections.count.withLock { $0 -= 1 } }
                return value
            }

            func handle(value: HTTP1Channel.Value, logger: Logger) async {
                connections.count.withLock { $0 -= 1 }
                await http.handle(value: value, logger: logger)
            }
        }

        /// Whether each that was accepted is handled; true only where no more are accepted.
        var isEmpty: Bool {
            // What is accepted is set up by the thread that it was given to.
            for loop in MultiThreadedEventLoopGroup.singleton.makeIterator() { try? loop.submit {}.wait() }
            return count.withLock { $0 == 0 }
        }
    }
#endif
