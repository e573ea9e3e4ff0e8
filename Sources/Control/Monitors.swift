/// Where a control client is: its socket address, as the system gave it. The core never looks inside.
public struct ControlClient: Hashable, Sendable {
    /// The octets of the address.
    public var address: [UInt8]

    /// The client at an address.
    public init(address: [UInt8]) { self.address = address }
}

/// The clients of one socket that have said `ATTACH`.
struct Monitors {
    /// Clients at the most; a further one is refused.
    static let limit = 64
    /// A client that takes in this many messages in a row no more is detached, as in the daemons.
    static let patience = 10

    private struct Monitor {
        var client: ControlClient
        var level: Int
        var failures = 0
    }

    private var monitors: [Monitor] = []

    /// Adds a client; one that is there already stays as it is.
    mutating func attach(_ client: ControlClient) -> Bool {
        if monitors.contains(where: { $0.client == client }) { return true }
        guard monitors.count < Self.limit else { return false }
        monitors.append(Monitor(client: client, level: LogLevel.info))
        return true
    }

    /// Takes a client out; false where it was not in.
    mutating func detach(_ client: ControlClient) -> Bool {
        guard let index = monitors.firstIndex(where: { $0.client == client }) else { return false }
        monitors.remove(at: index)
        return true
    }

    /// Sets the least level that a client wants (`LEVEL`); false where it is not attached.
    mutating func setLevel(_ level: Int, of client: ControlClient) -> Bool {
        guard let index = monitors.firstIndex(where: { $0.client == client }) else { return false }
        monitors[index].level = level
        return true
    }

    /// Notes that a message did not reach a client, or did; one that fails again and again, or is gone, is detached.
    mutating func note(delivered: Bool, isGone: Bool, to client: ControlClient) {
        guard let index = monitors.firstIndex(where: { $0.client == client }) else { return }
        monitors[index].failures = delivered ? 0 : monitors[index].failures + 1
        if isGone || monitors[index].failures > Self.patience { monitors.remove(at: index) }
    }

    /// The clients that want an event of this level.
    func clients(level: Int) -> [ControlClient] { monitors.filter { $0.level <= level }.map(\.client) }

    /// Whether nobody listens: then no event need be put into words.
    var isEmpty: Bool { monitors.isEmpty }
}
