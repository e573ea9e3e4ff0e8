internal import Dot11
internal import Octets

/// What the analysis keeps of one captured frame: plain numbers, no references, so that a buffer of facts is cheap.
///
/// The octets that some facts are about (a management frame's body, an EAPOL frame, a RADIUS packet) travel beside it.
struct Fact {
    enum Kind: UInt8 {
        /// A management frame; the octets are its body.
        case management
        /// An EAPOL frame in a data frame in the clear; the octets begin with the EAPOL header.
        case eapol
        /// A data frame that carries data which is not EAPOL, as far as one can see.
        case data
        /// Null or QoS Null.
        case null
        /// An Acknowledgement.
        case acknowledgement
        /// A BlockAck; the octets follow its two addresses.
        case blockAcknowledgement
        /// A RADIUS packet on the wire; the octets are the UDP payload.
        case radius
        /// A part of an IP datagram that may be RADIUS; the octets are its part of the payload.
        case fragment
        /// That a packet came without a time.
        case untimed
    }

    var kind: Kind
    /// The packet's number, counted from 1.
    var number: Int
    /// Nanoseconds since the epoch.
    var time: Int64
    /// Which interface captured it.
    var interface: Int
    /// Octets without radiotap and FCS.
    var length: Int
    /// Whether the capture cut off the frame's end.
    var isCut = false

    /// Frame Control; zero on the wire.
    var control = FrameControl(rawValue: 0)
    var sequenceControl: UInt16 = 0
    var trafficIdentifier: UInt8 = 0
    /// Address 1; in an Acknowledgement all that there is.
    var receiver = MACAddress(0)
    /// Address 2.
    var transmitter = MACAddress(0)
    /// The BSSID, where the frame has one.
    var bssid = MACAddress(0)
    /// The frequency that radiotap gives, in MHz; 0 where it gives none.
    var frequency: UInt16 = 0
    /// The channel number that a Prism header gives; 0 where there is none.
    var channelNumber: UInt16 = 0
    /// In dBm; nil where the capture doesn't say.
    var signal: Int8?

    /// The ends of a RADIUS packet, or the hosts of a fragment, as `WireEnd` numbers them.
    var source: UInt64 = 0
    var destination: UInt64 = 0
    /// Where a fragment stands in its datagram.
    var fragment: FragmentPlace?

    /// Which files' clocks it was captured by: those with the same number were compared.
    var clock: UInt16 = 0

    var mark: Mark {
        Mark(number: number, time: time, length: length, isFromStation: isFromStation, clock: clock)
    }
    var isRetry: Bool { control.isRetry }
    var isProtected: Bool { control.isProtected }

    /// The station of a frame between a station and a BSS.
    var station: MACAddress { transmitter == bssid ? receiver : transmitter }
    /// Whether the station sent it.
    var isFromStation: Bool { transmitter != bssid }
}

/// Which frame it was: its number, when it was captured (in nanoseconds since the epoch), how long, from which end.
struct Mark {
    var number: Int
    var time: Int64
    var length: Int
    var isFromStation: Bool
    var clock: UInt16 = 0
}
