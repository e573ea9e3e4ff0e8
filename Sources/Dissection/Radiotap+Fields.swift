internal import Dot11
internal import Octets

extension PacketDissection {
    /// Size and alignment of the fields of radiotap's own namespace, by bit (radiotap.org); nil ends the walk.
    private static func layout(_ bit: Int) -> (size: Int, alignment: Int)? {
        switch bit {
        case 0: (8, 8)
        case 1, 2, 5, 6, 10, 11, 12, 13, 16, 17: (1, 1)
        case 3: (4, 2)
        case 4: (2, 1)
        case 7, 8, 9, 14, 15: (2, 2)
        case 18: (8, 4)
        case 19: (3, 1)
        case 20: (8, 4)
        case 21: (12, 2)
        case 22: (12, 8)
        case 23, 24: (12, 2)
        case 26: (1, 1)
        case 27: (4, 2)
        default: nil
        }
    }

    /// Adds what a radiotap header says, each antenna included.
    mutating func addRadiotap(_ octets: RawSpan, _ header: Radiotap) {
        guard gathersFields else { return }
        let place = Place(start: 0)
        add(.radiotap, place, 0..<header.length)
        add(.radiotapVersion, octets.octet(at: 0), place, 0..<1)
        add(.radiotapLength, header.length, place, 2..<4)
        addRadiotapFields(octets.extracting(0..<header.length))
        add(.wlanRadio, place, header.length..<header.length)
        if let channel = header.channel {
            if let number = channel.number { add(.wlanRadioChannel, number) }
            add(.wlanRadioFrequency, channel.frequency)
        }
        if let signal = header.signal { add(.wlanRadioSignalDbm, signal) }
        if let rate = header.rate, rate != 0 { add(.wlanRadioDataRate, .double(Double(rate) / 2)) }
    }

    private mutating func addRadiotapFields(_ octets: RawSpan) {
        var firstField = 8
        var word = octets.littleEndian(UInt32.self, at: 4)
        while word & 0x8000_0000 != 0, firstField + 4 <= octets.byteCount {
            word = octets.littleEndian(UInt32.self, at: firstField)
            firstField += 4
        }
        var offset = firstField
        for present in stride(from: 4, to: firstField, by: 4) {
            word = octets.littleEndian(UInt32.self, at: present)
            for bit in 0..<29 where word & (1 << UInt32(bit)) != 0 {
                guard let (size, alignment) = Self.layout(bit) else { return }
                offset = (offset + alignment - 1) & ~(alignment - 1)
                guard offset + size <= octets.byteCount else { return }
                addRadiotapField(bit, octets, offset..<offset + size)
                offset += size
            }
            // A vendor's namespace follows: its fields are not known.
            if word & 0x4000_0000 != 0 { return }
        }
    }

    private mutating func addRadiotapField(_ bit: Int, _ octets: RawSpan, _ range: Range<Int>) {
        let place = Place(start: 0)
        let offset = range.lowerBound
        let octet = octets.octet(at: offset)
        switch bit {
        case 0: add(.radiotapMactime, octets.littleEndian(UInt64.self, at: offset), place, range)
        case 1:
            add(.radiotapFlags, octet, place, range)
            add(.radiotapFlagsPreamble, octet & 0x02 != 0, place, range)
            add(.radiotapFlagsFcs, octet & 0x10 != 0, place, range)
            add(.radiotapFlagsBadfcs, octet & 0x40 != 0, place, range)
        case 2: add(.radiotapDatarate, .double(Double(octet) / 2), place, range)
        case 3:
            add(.radiotapChannelFreq, octets.littleEndian(UInt16.self, at: offset), place, offset..<offset + 2)
            add(.radiotapChannelFlags, octets.littleEndian(UInt16.self, at: offset + 2), place, offset + 2..<offset + 4)
        case 5: add(.radiotapDbmAntsignal, Int8(bitPattern: octet), place, range)
        case 6: add(.radiotapDbmAntnoise, Int8(bitPattern: octet), place, range)
        case 11: add(.radiotapAntenna, octet, place, range)
        default: break
        }
    }
}
