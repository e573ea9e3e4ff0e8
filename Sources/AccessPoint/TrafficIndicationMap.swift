internal import Dot11
internal import Octets

/// The TIM element of a Beacon: for whom frames are held (802.11-2020, 9.4.2.5).
struct TrafficIndicationMap {
    /// Beacons until the next DTIM, 0 in the DTIM itself.
    let dtimCount: UInt8
    /// Beacons from one DTIM to the next.
    let dtimPeriod: UInt8
    /// Whether group-addressed frames follow: in a DTIM alone.
    var announcesGroup = false
    /// The traffic indication virtual bitmap up to its last octet that is not 0; a bit for each association ID.
    private var bitmap: [UInt8] = []

    init(dtimCount: UInt8, dtimPeriod: UInt8) {
        self.dtimCount = dtimCount
        self.dtimPeriod = dtimPeriod
    }

    /// Says that frames are held for the station with this association ID, 1 to 2007.
    mutating func announce(_ associationID: UInt16) {
        let index = Int(associationID) / 8
        if bitmap.count <= index { bitmap.append(zeros: index + 1 - bitmap.count) }
        bitmap[index] |= 1 << UInt8(associationID % 8)
    }

    /// Appends the element, without the zeros before the first bit and after the last.
    func append(into frame: inout [UInt8]) {
        // N1, the first octet sent, is even; Bitmap Offset is its half, and one bit further left.
        let first = (bitmap.firstIndex { $0 != 0 } ?? 0) & ~1
        let partial = bitmap.isEmpty ? [0] : bitmap[first...]
        frame.appendElement(.tim, [dtimCount, dtimPeriod, UInt8(first) | (announcesGroup ? 1 : 0)] + partial)
    }
}
