public import Cryptography
public import Dot11
public import Octets

/// Why a protected frame was dropped.
public enum CCMPError: Error, Equatable, Sendable {
    /// It is too short, or no CCMP header stands in it.
    case malformed(ParseError)
    /// Its packet number was not above the last one (802.11-2020, 12.5.3.4.4).
    case replayed(packetNumber: UInt64)
    /// Its MIC does not fit: another key, or altered on the way.
    case notGenuine
}

/// A temporal key of CCMP-128 or CCMP-256, expanded (802.11-2020, 12.5.3). It counts nothing: ``CCMPTransmitter`` and
/// ``CCMPReceiver`` do.
public struct CCMPKey {
    private let cipher: AESCCM

    /// Expands a key of 16 or 32 octets; nil for any other length.
    public init?(_ key: TemporalKey) {
        guard key.count == 16 || key.count == 32 else { return nil }
        cipher = AESCCM(key: key.octets, tagLength: key.count / 2)
    }

    /// Octets that a frame grows by.
    public var overhead: Int { CCMPHeader.length + cipher.tagLength }

    /// Appends a frame protected: its header with the Protected bit, the CCMP header, the encrypted body and its MIC.
    public func protect(_ frame: MACHeader, with header: CCMPHeader, to out: inout [UInt8]) {
        out.append(littleEndian: frame.control.rawValue | FrameControl.protected)
        out.append(octets: frame.frame.extracting(2..<frame.length))
        header.write(to: &out)
        let (additionalData, count) = Self.additionalData(frame)
        cipher.seal(
            frame.body, nonce: Self.nonce(frame, packetNumber: header.packetNumber),
            additionalData: additionalData.octets.extracting(first: count), to: &out)
    }

    /// Appends the body of a protected frame in the clear, without CCMP header and MIC, if the MIC fits.
    ///
    /// - Returns: the CCMP header, whose packet number is not compared with anything.
    public func open(_ frame: MACHeader, to out: inout [UInt8]) throws(CCMPError) -> CCMPHeader {
        let body = frame.body
        let header: CCMPHeader
        do throws(ParseError) {
            header = try CCMPHeader(parsing: body)
        } catch {
            throw .malformed(error.shifted(by: frame.length))
        }
        let (additionalData, count) = Self.additionalData(frame)
        let isGenuine = cipher.open(
            body.extracting(CCMPHeader.length..<body.byteCount),
            nonce: Self.nonce(frame, packetNumber: header.packetNumber),
            additionalData: additionalData.octets.extracting(first: count), to: &out)
        guard isGenuine else { throw .notGenuine }
        return header
    }

    /// The parts of the MAC header that the MIC covers, and how many octets they are (802.11-2020, 12.5.3.3.3).
    static func additionalData(_ frame: MACHeader) -> (FixedOctets<30>, count: Int) {
        let octets = frame.frame
        // What may change on the way reads as zero: Retry, Power Management, More Data; in data frames the low bits
        // of the subtype, and in QoS data frames +HTC.
        var control = (frame.control.rawValue | FrameControl.protected) & ~0x3800
        if frame.type.isData { control &= ~0x0070 }
        if frame.type.hasQoSControl { control &= ~0x8000 }
        var data = FixedOctets<30>()
        data.storage[0] = UInt8(truncatingIfNeeded: control)
        data.storage[1] = UInt8(truncatingIfNeeded: control >> 8)
        data.replace(at: 2, with: octets.extracting(4..<22))
        data.storage[20] = octets.octet(at: 22) & 0x0F
        var count = 22
        if frame.control.isToDS && frame.control.isFromDS && frame.type.isData {
            data.replace(at: count, with: octets.extracting(24..<30))
            count += 6
        }
        if frame.type.hasQoSControl {
            data.storage[count] = frame.trafficIdentifier
            count += 2
        }
        return (data, count)
    }

    /// Priority and the Management bit, the transmitter, the packet number (802.11-2020, 12.5.3.3.4).
    static func nonce(_ frame: MACHeader, packetNumber: UInt64) -> FixedOctets<13> {
        var nonce = FixedOctets<13>()
        nonce.storage[0] = frame.type.isManagement ? 0x10 : frame.trafficIdentifier
        nonce.replace(at: 1, with: frame.frame.extracting(10..<16))
        nonce.replace(at: 7, with: MACAddress(packetNumber))
        return nonce
    }
}
