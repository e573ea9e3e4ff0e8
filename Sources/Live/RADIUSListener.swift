#if Live
    internal import NIOCore
    internal import NIOPosix
    public import RADIUS
    public import RADIUSServer
    internal import Timeline

    /// A ``/RADIUSServer/RADIUSServer`` or ``/RADIUSServer/AccountingServer`` on a UDP socket, in wall-clock time, on one
    /// thread of its own.
    ///
    /// ```swift
    /// let listener = try RADIUSListener(on: "127.0.0.1", port: 1812, configuration) { print($0) }
    /// // … until a signal comes …
    /// listener.close()
    /// ```
    public final class RADIUSListener: Sendable {
        /// Where it listens; the port is the chosen one where 0 was asked for.
        public let endpoint: RADIUSEndpoint
        private let group: MultiThreadedEventLoopGroup
        private let channel: any Channel

        /// Binds the socket and begins to answer. `log` is called on the listener's thread with what happened.
        ///
        /// - Parameter address: an IPv4 or IPv6 address; names are not looked up.
        /// - Throws: ``ListenError`` where the address cannot be bound.
        public convenience init(
            on address: String, port: UInt16, _ configuration: RADIUSServerConfiguration,
            log: @escaping @Sendable (RADIUSServerEvent) -> Void
        ) throws(ListenError) {
            try self.init(on: address, port: port, handler: { RADIUSHandler(configuration, log: log) })
        }

        /// The same for accounting.
        public convenience init(
            on address: String, port: UInt16, accounting configuration: AccountingServerConfiguration,
            log: @escaping @Sendable (RADIUSServerEvent) -> Void
        ) throws(ListenError) {
            try self.init(on: address, port: port, handler: { RADIUSHandler(accounting: configuration, log: log) })
        }

        private init(
            on address: String, port: UInt16, handler: @escaping @Sendable () -> RADIUSHandler
        ) throws(ListenError) {
            let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
            do {
                let bootstrap = DatagramBootstrap(group: group)
                    .channelOption(.datagramVectorReadMessageCount, value: 16)
                    .channelOption(
                        .recvAllocator,
                        value: FixedSizeRecvByteBufferAllocator(capacity: 16 * RADIUSPacket.maximumLength)
                    )
                    .channelInitializer { channel in
                        channel.eventLoop.makeCompletedFuture {
                            try channel.pipeline.syncOperations.addHandler(handler())
                        }
                    }
                let local = try SocketAddress(ipAddress: address, port: Int(port))
                channel = try bootstrap.bind(to: local).wait()
                endpoint = channel.localAddress.flatMap(RADIUSEndpoint.init) ?? RADIUSEndpoint(ipv4: 0, port: port)
                self.group = group
            } catch {
                try? group.syncShutdownGracefully()
                throw ListenError(address: address, port: port, error)
            }
        }

        /// What came in and what went out; zeros once it is closed.
        public var counters: RADIUSServerCounters { counted { $0.counters } ?? RADIUSServerCounters() }

        /// The same of one for accounting.
        public var accountingCounters: AccountingServerCounters {
            counted { $0.accountingCounters } ?? AccountingServerCounters()
        }

        private func counted<Counters: Sendable>(_ read: @escaping @Sendable (RADIUSHandler) -> Counters) -> Counters? {
            let channel = channel
            let counted = channel.eventLoop.submit {
                read(try channel.pipeline.syncOperations.handler(type: RADIUSHandler.self))
            }
            return try? counted.wait()
        }

        /// Stops answering and frees the socket.
        public func close() {
            try? channel.close().wait()
            try? group.syncShutdownGracefully()
        }
    }

    /// Hands datagrams and the clock to the core, and the core's datagrams to the socket.
    private final class RADIUSHandler: ChannelInboundHandler {
        typealias InboundIn = AddressedEnvelope<ByteBuffer>
        typealias OutboundOut = AddressedEnvelope<ByteBuffer>

        /// One of the two.
        private var server: RADIUSServer?
        private var accounting: AccountingServer?
        private var outputs = RADIUSServerOutputs()
        private let log: @Sendable (RADIUSServerEvent) -> Void
        private var alarm: Scheduled<Void>?
        private var alarmDeadline: Instant?

        init(_ configuration: RADIUSServerConfiguration, log: @escaping @Sendable (RADIUSServerEvent) -> Void) {
            server = RADIUSServer(configuration, random: .system)
            self.log = log
        }

        init(accounting: AccountingServerConfiguration, log: @escaping @Sendable (RADIUSServerEvent) -> Void) {
            self.accounting = AccountingServer(accounting)
            self.log = log
        }

        var counters: RADIUSServerCounters { server?.counters ?? RADIUSServerCounters() }
        var accountingCounters: AccountingServerCounters { accounting?.counters ?? AccountingServerCounters() }

        private var now: Instant { Instant(nanoseconds: NIODeadline.now().uptimeNanoseconds) }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let envelope = unwrapInboundIn(data)
            guard let sender = RADIUSEndpoint(envelope.remoteAddress) else { return }
            let datagram = envelope.data.readableBytesUInt8Span
            server?.receive(unsafe datagram.bytes, from: sender, at: now, &outputs)
            accounting?.receive(unsafe datagram.bytes, from: sender, at: now, &outputs)
            drain(context)
        }

        func channelReadComplete(context: ChannelHandlerContext) { context.flush() }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            // An ICMP error of a NAS that went away (ECONNREFUSED) is no reason to stop serving the others.
        }

        func channelInactive(context: ChannelHandlerContext) { alarm?.cancel() }

        private func drain(_ context: ChannelHandlerContext) {
            for datagram in outputs.datagrams {
                guard let address = datagram.endpoint.socketAddress else { continue }
                let buffer = context.channel.allocator.buffer(bytes: datagram.octets)
                context.write(wrapOutboundOut(AddressedEnvelope(remoteAddress: address, data: buffer)), promise: nil)
            }
            for event in outputs.events { log(event) }
            outputs.removeAll()
            let due = server?.deadline
            guard due != alarmDeadline else { return }
            alarm?.cancel()
            alarmDeadline = due
            guard let deadline = alarmDeadline else { return }
            alarm = context.eventLoop.assumeIsolated().scheduleTask(
                deadline: .uptimeNanoseconds(deadline.nanoseconds)
            ) {
                self.alarmDeadline = nil
                self.server?.wake(at: self.now, &self.outputs)
                self.drain(context)
                context.flush()
            }
        }
    }
#endif
