internal import Octets

/// Where a fragment stands in its datagram.
struct FragmentPlace {
    var identification: UInt32
    /// Octets before this fragment's.
    var offset: Int
    /// Whether another fragment follows.
    var isFollowed: Bool
}

/// Puts IP datagrams together (RFC 791, 3.2; RFC 8200, 4.5): a few at a time, the oldest forgotten, so that fragments that
/// never become whole cost no memory.
struct FragmentTable {
    private struct Datagram {
        var source: UInt64
        var destination: UInt64
        var identification: UInt32
        var time: Int64
        /// In order of their offsets, without overlap.
        var pieces: [(offset: Int, octets: [UInt8])] = []
        /// The whole length, once the last fragment was seen.
        var length: Int?

        var octets: [UInt8]? {
            guard let length else { return nil }
            var whole: [UInt8] = []
            for piece in pieces {
                guard piece.offset == whole.count else { return nil }
                whole += piece.octets
            }
            return whole.count == length ? whole : nil
        }
    }

    private static let capacity = 64
    private static let pieceLimit = 64
    private static let lengthLimit = 65_535
    /// Fragments later than this belong to another datagram (RFC 791 suggests 15 s).
    private static let lifetime: Int64 = 15_000_000_000
    private var datagrams: [Datagram] = []

    /// Takes the fragment that `fact` names; returns the datagram that it makes whole. A fragment that overlaps another
    /// spoils its datagram (RFC 5722, 3).
    mutating func take(_ fact: Fact, _ octets: RawSpan) -> [UInt8]? {
        guard let place = fact.fragment, octets.byteCount > 0, place.offset + octets.byteCount <= Self.lengthLimit
        else {
            return nil
        }
        let index = index(of: fact, place)
        var datagram = datagrams[index]
        let end = place.offset + octets.byteCount
        let position = datagram.pieces.firstIndex { $0.offset >= place.offset } ?? datagram.pieces.count
        if position < datagram.pieces.count, datagram.pieces[position].offset == place.offset,
            datagram.pieces[position].octets.count == octets.byteCount
        {
            return nil  // captured twice
        }
        let overlaps =
            (position < datagram.pieces.count && datagram.pieces[position].offset < end)
            || (position > 0
                && datagram.pieces[position - 1].offset + datagram.pieces[position - 1].octets.count > place.offset)
        guard !overlaps, datagram.pieces.count < Self.pieceLimit else {
            datagrams.remove(at: index)
            return nil
        }
        datagram.pieces.insert((place.offset, octets.array), at: position)
        if !place.isFollowed { datagram.length = end }
        if let whole = datagram.octets {
            datagrams.remove(at: index)
            return whole
        }
        datagrams[index] = datagram
        return nil
    }

    private mutating func index(of fact: Fact, _ place: FragmentPlace) -> Int {
        if let index = datagrams.firstIndex(where: {
            $0.identification == place.identification && $0.source == fact.source
                && $0.destination == fact.destination && abs(fact.time - $0.time) < Self.lifetime
        }) {
            return index
        }
        if datagrams.count >= Self.capacity { datagrams.removeFirst() }
        datagrams.append(
            Datagram(
                source: fact.source, destination: fact.destination, identification: place.identification,
                time: fact.time))
        return datagrams.count - 1
    }
}
