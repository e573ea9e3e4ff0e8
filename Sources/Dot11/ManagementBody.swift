public import Octets

/// A view of an Authentication frame's body (802.11-2020, 9.3.3.11).
public struct AuthenticationBody: ~Escapable {
    /// 0 Open System, 1 Shared Key, 2 Fast BSS Transition, 3 SAE (802.11-2020, 9.4.1.1).
    public let algorithm: UInt16
    /// Which step of the exchange this is, from 1.
    public let transaction: UInt16
    /// The answer; meaningful where the transaction is an answer.
    public let status: StatusCode
    /// What follows the fixed fields: elements, or SAE's own fields.
    public let rest: RawSpan

    /// Reads the body.
    @inlinable
    @_lifetime(copy body)
    public init(parsing body: RawSpan) throws(ParseError) {
        var reader = OctetReader(body)
        algorithm = try reader.littleEndian(UInt16.self, "authentication algorithm")
        transaction = try reader.littleEndian(UInt16.self, "authentication transaction")
        status = StatusCode(rawValue: try reader.littleEndian(UInt16.self, "status code"))
        rest = reader.rest()
    }
}

/// A view of an Association Request's or Reassociation Request's body (802.11-2020, 9.3.3.5 and 9.3.3.7).
public struct AssociationRequestBody: ~Escapable {
    /// Capability Information.
    public let capabilities: CapabilityInformation
    /// In beacon intervals.
    public let listenInterval: UInt16
    /// Current AP: the BSS that the station comes from; nil in an Association Request.
    public let currentAP: MACAddress?
    /// The elements.
    public let elements: RawSpan

    /// Reads the body of a frame of `type`.
    @inlinable
    @_lifetime(copy body)
    public init(parsing body: RawSpan, of type: FrameType) throws(ParseError) {
        var reader = OctetReader(body)
        capabilities = CapabilityInformation(
            rawValue: try reader.littleEndian(UInt16.self, "capability information"))
        listenInterval = try reader.littleEndian(UInt16.self, "listen interval")
        currentAP = type == .reassociationRequest ? try reader.address("current AP address") : nil
        elements = reader.rest()
    }
}

/// A view of an Association Response's or Reassociation Response's body (802.11-2020, 9.3.3.6 and 9.3.3.8).
public struct AssociationResponseBody: ~Escapable {
    /// Capability Information.
    public let capabilities: CapabilityInformation
    /// The answer.
    public let status: StatusCode
    /// The association ID, without the two high bits that are always 1.
    public let associationID: UInt16
    /// The elements.
    public let elements: RawSpan

    /// Reads the body.
    @inlinable
    @_lifetime(copy body)
    public init(parsing body: RawSpan) throws(ParseError) {
        var reader = OctetReader(body)
        capabilities = CapabilityInformation(
            rawValue: try reader.littleEndian(UInt16.self, "capability information"))
        status = StatusCode(rawValue: try reader.littleEndian(UInt16.self, "status code"))
        associationID = try reader.littleEndian(UInt16.self, "association ID") & 0x3FFF
        elements = reader.rest()
    }
}

/// A view of a Beacon's or Probe Response's body (802.11-2020, 9.3.3.2 and 9.3.3.10).
public struct BeaconBody: ~Escapable {
    /// Microseconds of the sender's TSF.
    public let timestamp: UInt64
    /// In time units of 1024 µs.
    public let beaconInterval: UInt16
    /// Capability Information.
    public let capabilities: CapabilityInformation
    /// The elements.
    public let elements: RawSpan

    /// Reads the body.
    @inlinable
    @_lifetime(copy body)
    public init(parsing body: RawSpan) throws(ParseError) {
        var reader = OctetReader(body)
        timestamp = try reader.littleEndian(UInt64.self, "timestamp")
        beaconInterval = try reader.littleEndian(UInt16.self, "beacon interval")
        capabilities = CapabilityInformation(
            rawValue: try reader.littleEndian(UInt16.self, "capability information"))
        elements = reader.rest()
    }
}
