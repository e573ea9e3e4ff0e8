/// The last echo requests, so that a reply can name its own; the oldest is forgotten.
struct EchoRequests: Sendable {
    private static let limit = 64
    private var requests: [Request] = []
    private var next = 0

    private struct Request: Sendable {
        var key: UInt32
        var source: PacketDissection.PacketEnd
        var destination: PacketDissection.PacketEnd
        var number: Int
    }

    /// Remembers a request by identifier and sequence number.
    mutating func insert(
        _ key: UInt32, _ source: PacketDissection.PacketEnd, _ destination: PacketDissection.PacketEnd, _ number: Int
    ) {
        let request = Request(key: key, source: source, destination: destination, number: number)
        if requests.count < Self.limit { requests.append(request) } else { requests[next] = request }
        next = (next + 1) % Self.limit
    }

    /// The number of the request's packet.
    mutating func take(
        _ key: UInt32, _ source: PacketDissection.PacketEnd, _ destination: PacketDissection.PacketEnd
    ) -> Int? {
        requests.last { $0.key == key && $0.source == source && $0.destination == destination }?.number
    }
}
