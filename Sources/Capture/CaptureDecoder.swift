public import Octets

/// Reads pcap and pcapng out of buffers that somebody else fills; it does no I/O and keeps no packet.
///
/// Give it the octets that the file continues with; it hands the packets that are whole to the sink and says how many
/// octets it took. What it left must begin the next buffer. After the last octet, ``finish(_:)`` says whether the file
/// was whole.
///
/// ```swift
/// var decoder = CaptureDecoder()
/// let taken = try decoder.decode(buffer, into: &sink)
/// try decoder.finish(buffer.extracting(taken...))
/// ```
///
/// Memory is bounded: a block that has to be read whole may have ``maximumBlockLength`` octets, a section 65,536
/// interfaces, and blocks that aren't read are passed over however long they claim to be.
public struct CaptureDecoder: Sendable {
    /// Octets of a block or packet record at most; a buffer of this size always holds one whole.
    public static let maximumBlockLength = 4 << 20
    /// Interfaces of one section at most.
    public static let maximumInterfaceCount = 65_536

    /// What kind of file it is.
    @usableFromInline
    enum Format: Equatable, Sendable {
        /// Not enough octets yet.
        case undecided
        /// pcapng, with the byte order of the present section.
        case pcapng(isBigEndian: Bool)
        /// pcap, with the byte order of the file.
        case pcap(isBigEndian: Bool)
    }

    /// Packets handed out so far.
    public var packetCount: Int { packets }
    /// Octets taken so far: where the next buffer begins in the file.
    public var offset: Int64 { taken }
    /// Decryption Secrets Blocks met so far.
    public var secretsBlockCount: Int { secretsBlocks }

    @usableFromInline var packets = 0
    @usableFromInline var taken: Int64 = 0
    @usableFromInline var secretsBlocks = 0
    @usableFromInline var sections = 0
    @usableFromInline var format = Format.undecided
    @usableFromInline var interfaces: [CaptureInterface] = []
    /// Whether the section header names roamlab as the application that wrote it (shb_userappl).
    @usableFromInline var isOwnSection = false
    /// Interfaces of the sections before this one.
    @usableFromInline var firstInterface = 0
    /// Octets of a block that is being passed over.
    @usableFromInline var skipped = 0
    @usableFromInline var lastTime: Int64 = 0

    /// A decoder at the start of a file.
    public init() {}

    /// Hands the whole packets of `octets` to `sink`.
    ///
    /// - Returns: how many octets were taken; the rest begins a block that is not whole yet.
    /// - Throws: ``CaptureError`` where the file is damaged; all packets before were handed out.
    @inlinable
    public mutating func decode(
        _ octets: RawSpan, into sink: inout some PacketSink & ~Copyable
    ) throws(CaptureError) -> Int {
        var position = 0
        defer { taken += Int64(position) }
        if case .undecided = format {
            guard octets.byteCount >= 4 else { return 0 }
            position = try begin(octets)
            if position == 0, !isPCAPNG { return 0 }
        }
        if isPCAPNG {
            try decodeBlocks(octets, &position, into: &sink)
        } else {
            try decodeRecords(octets, &position, into: &sink)
        }
        return position
    }

    /// Says whether the file was whole, given the octets that ``decode(_:into:)`` left at its end.
    public func finish(_ rest: RawSpan) throws(CaptureError) {
        if offset == 0, rest.byteCount == 0 { throw CaptureError(at: 0, "the file is empty") }
        if skipped > 0 {
            throw CaptureError(at: offset, "the file ends within a block, \(skipped) octets before the block's end")
        }
        if case .undecided = format {
            throw CaptureError(at: 0, "neither pcap nor pcapng: the file has only \(rest.byteCount) octets")
        }
        guard rest.byteCount > 0 else { return }
        let what = isPCAPNG ? "block" : "packet record"
        let expected = lengthOfUnit(rest).map { " of \($0) octets" } ?? ""
        throw CaptureError(at: offset, "the file ends within a \(what)\(expected), \(rest.byteCount) octets into it")
    }

    @inlinable
    var isPCAPNG: Bool {
        if case .pcapng = format { true } else { false }
    }

    @inlinable @inline(__always)
    var isBigEndian: Bool {
        switch format {
        case .undecided: false
        case .pcapng(let isBigEndian), .pcap(let isBigEndian): isBigEndian
        }
    }

    /// The integer at `position`, in the byte order of the file or section.
    @inlinable @inline(__always)
    func integer<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type, _ octets: RawSpan, _ position: Int) -> T {
        isBigEndian ? octets.bigEndian(type, at: position) : octets.littleEndian(type, at: position)
    }

    /// An error at `position` of the present buffer.
    @usableFromInline @inline(never)
    func failure(at position: Int, _ reason: @autoclosure () -> String) -> CaptureError {
        CaptureError(at: offset + Int64(position), reason())
    }

    /// Tells the format by the first four octets; takes the header of a pcap file, nothing of a pcapng file.
    @usableFromInline
    mutating func begin(_ octets: RawSpan) throws(CaptureError) -> Int {
        switch octets.bigEndian(UInt32.self, at: 0) {
        case 0x0A0D_0D0A:
            format = .pcapng(isBigEndian: false)
            return 0
        case 0xA1B2_C3D4: return beginPCAP(octets, isBigEndian: true, .microseconds)
        case 0xD4C3_B2A1: return beginPCAP(octets, isBigEndian: false, .microseconds)
        case 0xA1B2_3C4D: return beginPCAP(octets, isBigEndian: true, .nanoseconds)
        case 0x4D3C_B2A1: return beginPCAP(octets, isBigEndian: false, .nanoseconds)
        default: throw CaptureError(at: 0, "neither pcap nor pcapng: the file begins with another number")
        }
    }

    /// The length that the unfinished block or record at the file's end claims, where it can be read.
    private func lengthOfUnit(_ octets: RawSpan) -> Int? {
        if isPCAPNG { return octets.byteCount >= 8 ? Int(integer(UInt32.self, octets, 4)) : nil }
        return octets.byteCount >= 16 ? 16 + Int(integer(UInt32.self, octets, 8)) : nil
    }
}
