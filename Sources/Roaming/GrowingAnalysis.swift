public import Capture
internal import Octets

/// Analyses a capture that another writes: each time, what was appended since the last.
///
/// ```swift
/// var analysis = GrowingAnalysis()
/// let soFar = try analysis.read(file, to: file.length)
/// // … later …
/// let more = try analysis.read(file, to: file.length, learning: keysMadeSince)
/// ```
public struct GrowingAnalysis: ~Copyable {
    private var analyzer: RoamingAnalyzer
    private var decoder = CaptureDecoder()
    private var damage: CaptureError?

    /// Octets of the file that were read; the file may go on with a block that is not whole yet.
    public var offset: Int64 { decoder.offset }

    /// An analysis at the start of a capture.
    public init(gathersLadders: Bool = false) { analyzer = RoamingAnalyzer(gathersLadders: gathersLadders) }

    /// What the capture says, if it ended where it has come to.
    ///
    /// - Parameters:
    ///   - length: where the file ends for now.
    ///   - keys: those that became known, before frames are read in which they are used.
    ///   - progress: told how many octets were read.
    public mutating func read(
        _ file: SeekableFile, to length: Int64, learning keys: [KeysFile.Entry] = [], chunkLength: Int = 1 << 20,
        progress: (Int64) -> Void = { _ in }
    ) throws(FileError) -> RoamingResults {
        for key in keys { analyzer.learn(key) }
        var chunk = chunkLength
        var octets: [UInt8] = []
        while damage == nil, offset < length {
            let wanted = Int(min(Int64(chunk), length - offset))
            if octets.count != wanted { octets = [UInt8](repeating: 0, count: wanted) }
            let count = try file.read(into: &octets, at: offset)
            var taken = 0
            do throws(CaptureError) {
                taken = try decoder.decode(octets.octets.extracting(0..<count), into: &analyzer)
            } catch {
                damage = error
            }
            progress(offset)
            guard taken == 0 else { continue }
            // A block that is larger, or not whole yet.
            guard count == chunk, chunk < CaptureDecoder.maximumBlockLength else { break }
            chunk *= 2
        }
        var results = analyzer.resultsSoFar()
        results.damage = damage
        return results
    }
}
