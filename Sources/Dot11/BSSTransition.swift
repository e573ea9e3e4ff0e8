public import Octets

/// A BSS Transition Management Request (802.11-2020, 9.6.13.9): an access point asks a station to go elsewhere.
public struct BSSTransitionRequest: Equatable, Sendable {
    /// Category WNM (802.11-2020, Table 9-51) and the action in it.
    static let (category, action): (UInt8, UInt8) = (10, 7)

    /// Chosen by the AP, repeated by the response.
    public var dialogToken: UInt8
    /// Whether the candidates exclude others (the Abridged bit).
    public var isAbridged = false
    /// Whether the station will be disassociated (the Disassociation Imminent bit).
    public var isDisassociationImminent = false
    /// Beacon intervals until that; 0 says nothing.
    public var disassociationTimer: UInt16 = 0
    /// Beacon intervals for which the candidates are valid.
    public var validityInterval: UInt8 = 255
    /// Where to go; nil without a list.
    public var candidates: [NeighborReport]?

    /// A BSS that is named (802.11-2020, 9.4.2.36).
    public struct NeighborReport: Equatable, Sendable {
        /// The BSSID.
        public var bssid: MACAddress
        /// BSSID Information.
        public var information: UInt32
        /// Operating class, channel number and PHY type.
        public var operatingClass: UInt8
        /// Channel number.
        public var channel: UInt8
        /// PHY type.
        public var phyType: UInt8
        /// Subelements as they stand.
        public var subelements: [UInt8]

        /// A neighbour.
        public init(
            bssid: MACAddress, information: UInt32, operatingClass: UInt8, channel: UInt8, phyType: UInt8,
            subelements: [UInt8] = []
        ) {
            self.bssid = bssid
            self.information = information
            self.operatingClass = operatingClass
            self.channel = channel
            self.phyType = phyType
            self.subelements = subelements
        }
    }

    /// A request without candidates.
    public init(dialogToken: UInt8) { self.dialogToken = dialogToken }

    /// Reads the body of an Action frame; nil for any other action, or one that is cut short.
    public init?(parsing body: RawSpan) {
        guard body.byteCount >= 7, body.octet(at: 0) == Self.category, body.octet(at: 1) == Self.action else {
            return nil
        }
        dialogToken = body.octet(at: 2)
        let mode = body.octet(at: 3)
        isAbridged = mode & 0x02 != 0
        isDisassociationImminent = mode & 0x04 != 0
        disassociationTimer = body.littleEndian(UInt16.self, at: 4)
        validityInterval = body.octet(at: 6)
        // BSS Termination Duration and Session Information URL come before the candidates.
        var offset = 7
        if mode & 0x08 != 0 { offset += 12 }
        if mode & 0x10 != 0 {
            guard offset < body.byteCount else { return nil }
            offset += 1 + Int(body.octet(at: offset))
        }
        guard offset <= body.byteCount else { return nil }
        guard mode & 0x01 != 0 else { return }
        var list: [NeighborReport] = []
        var walk = ElementWalk(body.extracting(offset..<body.byteCount))
        while let element = try? walk.next() {
            guard element.id == ElementID(rawValue: 52), element.body.byteCount >= 13 else { continue }
            let fields = element.body
            list.append(
                NeighborReport(
                    bssid: MACAddress(fields, at: 0), information: fields.littleEndian(UInt32.self, at: 6),
                    operatingClass: fields.octet(at: 10), channel: fields.octet(at: 11), phyType: fields.octet(at: 12),
                    subelements: fields.extracting(13..<fields.byteCount).array))
        }
        candidates = list
    }

    /// Appends the body of the Action frame.
    public func write(into frame: inout [UInt8]) {
        frame.append(Self.category)
        frame.append(Self.action)
        frame.append(dialogToken)
        frame.append((candidates == nil ? 0 : 1) | (isAbridged ? 2 : 0) | (isDisassociationImminent ? 4 : 0))
        frame.append(littleEndian: disassociationTimer)
        frame.append(validityInterval)
        for candidate in candidates ?? [] {
            frame.append(52)
            frame.append(UInt8(truncatingIfNeeded: 13 + candidate.subelements.count))
            frame.append(candidate.bssid)
            frame.append(littleEndian: candidate.information)
            frame.append(candidate.operatingClass)
            frame.append(candidate.channel)
            frame.append(candidate.phyType)
            frame.append(contentsOf: candidate.subelements)
        }
    }
}

/// A BSS Transition Management Response (802.11-2020, 9.6.13.10).
public struct BSSTransitionResponse: Equatable, Sendable {
    static let action: UInt8 = 8
    /// Accept.
    public static let accept: UInt8 = 0
    /// Reject: no suitable BSS transition candidates.
    public static let noSuitableCandidates: UInt8 = 7

    /// The request's.
    public var dialogToken: UInt8
    /// ``accept``, or why not (802.11-2020, Table 9-428).
    public var status: UInt8
    /// Minutes by which a termination shall be put off.
    public var terminationDelay: UInt8 = 0
    /// Where the station goes, if it accepts.
    public var target: MACAddress?

    /// A response.
    public init(dialogToken: UInt8, status: UInt8, target: MACAddress?) {
        self.dialogToken = dialogToken
        self.status = status
        self.target = target
    }

    /// Reads the body of an Action frame; nil for any other action, or one that is cut short.
    public init?(parsing body: RawSpan) {
        guard body.byteCount >= 5, body.octet(at: 0) == BSSTransitionRequest.category, body.octet(at: 1) == Self.action
        else { return nil }
        dialogToken = body.octet(at: 2)
        status = body.octet(at: 3)
        terminationDelay = body.octet(at: 4)
        if status == Self.accept, body.byteCount >= 11 { target = MACAddress(body, at: 5) }
    }

    /// Appends the body of the Action frame.
    public func write(into frame: inout [UInt8]) {
        frame.append(BSSTransitionRequest.category)
        frame.append(Self.action)
        frame.append(dialogToken)
        frame.append(status)
        frame.append(terminationDelay)
        if status == Self.accept, let target { frame.append(target) }
    }
}
