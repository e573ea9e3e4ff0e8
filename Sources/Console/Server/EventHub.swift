#if Console
    internal import Foundation
    internal import Synchronization

    /// Sends what happens to every page that listens. Whoever publishes never waits: each listener has a bounded queue,
    /// and what does not fit is lost and counted.
    final class EventHub: Sendable {
        /// Listeners at most.
        static let listenerLimit = 64

        /// What kinds of events there are.
        enum Kind: String, Sendable {
            case lab, control, frame, association, scenarios, capture
        }

        private struct State {
            var listeners: [ObjectIdentifier: EventListener] = [:]
            var isFinished = false
        }

        private let state = Mutex(State())

        /// Whether anybody listens.
        var hasListeners: Bool { listenerCount > 0 }

        /// How many listen.
        var listenerCount: Int { state.withLock { $0.listeners.count } }

        /// A new listener; nil where there are too many, or the console ends.
        func listen() -> EventListener? {
            state.withLock { state in
                guard !state.isFinished, state.listeners.count < Self.listenerLimit else { return nil }
                let listener = EventListener()
                state.listeners[ObjectIdentifier(listener)] = listener
                return listener
            }
        }

        /// Forgets a listener.
        func leave(_ listener: EventListener) {
            state.withLock { $0.listeners[ObjectIdentifier(listener)] = nil }
            listener.end()
        }

        /// Sends a value to all who listen; it is made only if somebody does.
        func publish(_ kind: Kind, _ value: @autoclosure () -> some Encodable) {
            guard hasListeners else { return }
            publish(kind, text: String(decoding: JSONAnswer.text(value()), as: UTF8.self))
        }

        /// Sends JSON text to all who listen.
        func publish(_ kind: Kind, text: @autoclosure () -> String) {
            let listeners = state.withLock { Array($0.listeners.values) }
            guard !listeners.isEmpty else { return }
            let octets = Self.event(kind.rawValue, text())
            for listener in listeners { listener.send(octets) }
        }

        /// Sends a comment, which shows a dead connection and keeps a living one.
        func tick() {
            for listener in state.withLock({ Array($0.listeners.values) }) { listener.send(Array(":\n\n".utf8)) }
        }

        /// Ends every listener, for good.
        func finish() {
            let listeners = state.withLock { state in
                state.isFinished = true
                defer { state.listeners = [:] }
                return Array(state.listeners.values)
            }
            for listener in listeners { listener.end() }
        }

        /// An event as it goes over the line (HTML, 9.2.6): a line end within its data begins a further `data:`.
        static func event(_ name: String, _ data: String) -> [UInt8] {
            var text = "event: \(name)\n"
            for line in data.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
                text += "data: \(line)\n"
            }
            return Array((text + "\n").utf8)
        }
    }

    /// One page that listens.
    final class EventListener: Sendable {
        /// Events and octets that wait for a slow reader at most.
        static let limit = (events: 4096, octets: 4 << 20)

        private struct State {
            var waiting: [UInt8] = []
            var count = 0
            var lost = 0
            var isEnded = false
            var reader: CheckedContinuation<Void, Never>?
        }

        private let state = Mutex(State())

        /// Adds an event, or counts it as lost.
        func send(_ event: [UInt8]) {
            let reader = state.withLock { state -> CheckedContinuation<Void, Never>? in
                guard !state.isEnded else { return nil }
                if state.count >= Self.limit.events || state.waiting.count + event.count > Self.limit.octets {
                    state.lost += 1
                    return nil
                }
                state.waiting += event
                state.count += 1
                defer { state.reader = nil }
                return state.reader
            }
            reader?.resume()
        }

        /// What waits, as soon as something does; nil at the end.
        func next() async -> [UInt8]? {
            while true {
                let (octets, isEnded) = state.withLock { state -> ([UInt8]?, Bool) in
                    if state.isEnded { return (nil, true) }
                    guard !state.waiting.isEmpty else { return (nil, false) }
                    var octets = state.waiting
                    if state.lost > 0 { octets += EventHub.event("lost", "{\"count\": \(state.lost)}") }
                    state.waiting = []
                    state.count = 0
                    state.lost = 0
                    return (octets, false)
                }
                if let octets { return octets }
                if isEnded { return nil }
                await withCheckedContinuation { continuation in
                    let isReady = state.withLock { state in
                        if state.isEnded || !state.waiting.isEmpty { return true }
                        state.reader = continuation
                        return false
                    }
                    if isReady { continuation.resume() }
                }
            }
        }

        /// Ends it.
        func end() {
            let reader = state.withLock { state in
                state.isEnded = true
                defer { state.reader = nil }
                return state.reader
            }
            reader?.resume()
        }
    }
#endif
