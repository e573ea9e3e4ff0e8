internal import Octets

/// Copies chosen packets out of a pcapng file: their blocks as they are, comments and all, with the sections and interfaces
/// that they belong to. Secrets go along only where that is asked for; statistics and names, which are of the whole, do not.
///
/// ```swift
/// var excerpt = PCAPNGExcerpt(of: file, withSecrets: false)
/// try output.write(excerpt.octets(of: [1, 7, 8]).octets)
/// try output.write(excerpt.octets(of: [12]).octets)
/// ```
public struct PCAPNGExcerpt {
    private let file: SeekableFile
    private let withSecrets: Bool
    private var offset: Int64 = 0
    private var isBigEndian = false
    /// Packets that lie behind.
    private var passed = 0
    private var window: [UInt8] = []
    private var windowStart: Int64 = 0

    /// An excerpt at the file's start.
    ///
    /// - Parameter withSecrets: whether Decryption Secrets Blocks go along: those before the last packet.
    public init(of file: SeekableFile, withSecrets: Bool) {
        self.file = file
        self.withSecrets = withSecrets
    }

    /// Whether a file is pcapng, by its first octets.
    public static func canRead(_ file: SeekableFile) throws(FileError) -> Bool {
        var octets = [UInt8](repeating: 0, count: 4)
        return try file.read(into: &octets, at: 0) == 4 && octets == [0x0A, 0x0D, 0x0D, 0x0A]
    }

    /// Octets that the new file goes on with.
    ///
    /// - Parameter numbers: of packets, counted from 1, which rise from call to call.
    /// - Throws: ``FileError`` where the operating system cannot read.
    public mutating func octets(of numbers: [Int]) throws(FileError) -> [UInt8] {
        var rest = numbers[...]
        var found: [UInt8] = []
        while let block = try next() {
            var isWanted = false
            switch block.type {
            case BlockType.enhancedPacket, BlockType.simplePacket, BlockType.obsoletePacket:
                guard let wanted = rest.first else { return found }
                isWanted = passed + 1 == wanted
                if isWanted { rest.removeFirst() }
                passed += 1
            case BlockType.sectionHeader, BlockType.interfaceDescription: isWanted = true
            case BlockType.decryptionSecrets where block.length <= CaptureDecoder.maximumBlockLength:
                isWanted = withSecrets
            default: break
            }
            if isWanted {
                // Not whole yet: the file is being written.
                guard block.length <= CaptureDecoder.maximumBlockLength, try see(block.length) else { return found }
                let place = Int(offset - windowStart)
                found += window[place..<place + block.length]
                if block.type == BlockType.sectionHeader, block.length >= 28 {
                    // The section's length is another now: it is not given.
                    let start = found.count - block.length
                    for place in start + 16..<start + 24 { found[place] = 0xFF }
                }
            }
            offset += Int64(block.length)
        }
        return found
    }

    /// The block that comes next; nil where the file ends, or is damaged.
    private mutating func next() throws(FileError) -> (type: UInt32, length: Int)? {
        guard try see(12) else { return nil }
        let place = Int(offset - windowStart)
        // The type of a Section Header Block reads the same in both byte orders; its own order follows.
        if integer(at: place, isBigEndian: true) == BlockType.sectionHeader {
            isBigEndian = integer(at: place + 8, isBigEndian: true) == 0x1A2B_3C4D
        }
        let length = integer(at: place + 4, isBigEndian: isBigEndian)
        guard length >= 12, length % 4 == 0 else { return nil }
        return (integer(at: place, isBigEndian: isBigEndian), Int(length))
    }

    private func integer(at place: Int, isBigEndian: Bool) -> UInt32 {
        let octets = window.octets
        return isBigEndian ? octets.bigEndian(UInt32.self, at: place) : octets.littleEndian(UInt32.self, at: place)
    }

    /// Has so many octets at hand from the offset on; false where there are not so many.
    private mutating func see(_ count: Int) throws(FileError) -> Bool {
        if offset >= windowStart, offset + Int64(count) <= windowStart + Int64(window.count) { return true }
        window = [UInt8](repeating: 0, count: max(count, 1 << 18))
        let read = try file.read(into: &window, at: offset)
        window.removeLast(window.count - read)
        windowStart = offset
        return count <= read
    }
}
