internal import Dot11
public import EAP
public import Octets
public import RADIUS

/// Which frames a fault is about.
public struct FrameSelector: Hashable, Sendable {
    /// What the frames are for.
    public indirect enum Purpose: Hashable, Sendable {
        /// Frames of one kind.
        case kind(FrameKind)
        /// EAP packets; what is nil may be any.
        case eap(EAPPacket.Code?, EAPType?)
        /// The 4-way handshake, one message of it or all.
        case eapolKey(UInt8?)
        /// The group key handshake in clear, one message of it or both.
        case groupKey(UInt8?)
        /// Acknowledgements, of all frames or of some.
        case acknowledgement(of: Purpose?)
        /// RADIUS packets, of one code or all.
        case radius(RADIUSPacket.Code?)

        func matches(_ kind: FrameKind) -> Bool {
            switch (self, kind) {
            case (.kind(let wanted), _): wanted == kind
            case (.eap(let code, let type), .eap(let ofFrame, let typeOfFrame)):
                (code == nil || code == ofFrame) && (type == nil || type == typeOfFrame)
            case (.eapolKey(let number), .eapolKey(let ofFrame)): number == nil || number == ofFrame
            case (.groupKey(let number), .groupKey(let ofFrame)): number == nil || number == ofFrame
            case (.radius(let code), .radius(let ofPacket)): code == nil || code == ofPacket
            default: false
            }
        }
    }

    /// Who sends.
    public enum Sender: String, Hashable, CaseIterable, Sendable {
        /// A station.
        case station
        /// An access point.
        case accessPoint = "ap"
        /// An access point as RADIUS client.
        case client
        /// The RADIUS server.
        case server
    }

    /// What they are for.
    public var purpose: Purpose
    /// Who sends them; nil for anyone.
    public var sender: Sender?
    /// The station that sends or receives them; nil for any.
    public var station: MACAddress?
    /// The BSS; nil for any.
    public var bssid: MACAddress?

    /// Frames for a purpose, whoever sends them.
    public init(_ purpose: Purpose, sender: Sender? = nil, station: MACAddress? = nil, bssid: MACAddress? = nil) {
        self.purpose = purpose
        self.sender = sender
        self.station = station
        self.bssid = bssid
    }

    var isOfAcknowledgements: Bool { if case .acknowledgement = purpose { true } else { false } }
    var isOfRADIUS: Bool { if case .radius = purpose { true } else { false } }

    func matches(_ frame: FrameIdentity) -> Bool {
        purpose.matches(frame.kind) && isBetween(frame, isFromAccessPoint: frame.isFromAccessPoint)
    }

    /// Whether these are the Acknowledgements of `frame`.
    func matchesAcknowledgement(of frame: FrameIdentity) -> Bool {
        guard case .acknowledgement(let acknowledged) = purpose else { return false }
        return (acknowledged?.matches(frame.kind) ?? true)
            && isBetween(frame, isFromAccessPoint: !frame.isFromAccessPoint)
    }

    private func isBetween(_ frame: FrameIdentity, isFromAccessPoint: Bool) -> Bool {
        if let sender, (sender == .accessPoint) != isFromAccessPoint { return false }
        if let station, station != frame.station { return false }
        if let bssid, bssid != frame.bssid { return false }
        return true
    }
}
