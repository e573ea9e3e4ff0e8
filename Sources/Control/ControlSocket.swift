public import Timeline

/// A control socket of the lab: one a station, one a BSS, a global one for each kind, and the lab's own.
public enum ControlSocket: Hashable, Sendable {
    /// A station's, by the station's number.
    case station(Int)
    /// A BSS's, by the numbers of its access point and its place there.
    case bss(accessPoint: Int, bss: Int)
    /// wpa_supplicant's global one.
    case supplicants
    /// hostapd's global one.
    case accessPoints
    /// The lab's own: see ``LabCommand``.
    case lab
}

/// A line that a control interface tells those who listen.
public struct ControlLine: Sendable {
    /// The interface whose it is: a station's or a BSS's.
    public var interface: String
    /// When it was told.
    public var time: Instant
    /// The line, without its level.
    public var text: String
}

/// A datagram for a client.
public struct ControlMessage: Sendable {
    /// The socket that it leaves from.
    public var socket: ControlSocket
    /// Whom it is for.
    public var client: ControlClient
    /// What it says; empty is a reply too.
    public var octets: [UInt8]
    /// Whether it is an event, which may be lost, rather than a reply.
    public var isEvent: Bool

    /// A message.
    public init(socket: ControlSocket, client: ControlClient, octets: [UInt8], isEvent: Bool) {
        self.socket = socket
        self.client = client
        self.octets = octets
        self.isEvent = isEvent
    }
}

extension ControlSocket {
    /// The access point that it is a BSS's of; nil for any other socket.
    var accessPoint: Int? {
        if case .bss(let index, _) = self { index } else { nil }
    }
}

/// Where the control socket of an interface is.
enum ControlFolder: Equatable, Sendable {
    /// Below the lab's run directory.
    case run
    /// In a directory that a command or a file named by its absolute path.
    case named(String)
    /// Nowhere: the global socket alone reaches the interface.
    case none

    func path(_ interface: String, in folder: String) -> String {
        switch self {
        case .run, .none: "\(folder)/\(interface)"
        case .named(let directory): "\(directory)/\(interface)"
        }
    }
}
