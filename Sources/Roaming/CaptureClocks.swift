public import Capture

/// How the clocks of several captures relate.
public struct CaptureClocks: Sendable {
    /// For each file: what to make of its times.
    let maps: [ClockMap]
    /// For each file: files with the same number have clocks that were compared.
    public let groups: [Int]

    /// The time at which a packet was captured, by the clock of its file's group.
    func time(file: Int, _ time: Int64) -> Int64 { maps[file].map(time) }

    /// Finds the clocks' offsets by reading each file once; standard input and pipes cannot be read twice.
    ///
    /// - Parameters:
    ///   - paths: the captures; the first is the one that others are compared with first.
    ///   - offsets: milliseconds to add to a capture's times, where they are known; frames are not asked then.
    public init(of paths: [String], offsets: [String: Double] = [:]) throws(FileError) {
        var maps: [ClockMap?] = []
        var groups = [Int](repeating: 0, count: paths.count)
        var frames: [CommonFrames?] = []
        for (file, path) in paths.enumerated() {
            let offset = offsets[path].map { Int64(($0 * 1e6).rounded()) }
            // The first file's clock is the one that all are told in.
            maps.append(offset.map { ClockMap(offset: $0) } ?? (file == 0 ? ClockMap(offset: 0) : nil))
            guard CaptureFile.isRegular(path: path) else {
                frames.append(nil)
                continue
            }
            var common = CommonFrames()
            _ = try CaptureFile(path: path).read(into: &common)
            common.finish()
            frames.append(common)
        }
        while let unknown = maps.firstIndex(where: { $0 == nil }) {
            if let (file, reference, map) = Self.nextMap(maps, frames) {
                maps[file] = map
                groups[file] = groups[reference]
            } else {
                // Nothing leads to this file: its clock begins a group of its own.
                maps[unknown] = ClockMap(offset: 0)
                groups[unknown] = unknown
            }
        }
        self.maps = maps.map { $0 ?? ClockMap(offset: 0) }
        self.groups = groups
    }

    /// The first file that has frames in common with one whose clock is known.
    private static func nextMap(
        _ maps: [ClockMap?], _ frames: [CommonFrames?]
    ) -> (file: Int, reference: Int, map: ClockMap)? {
        for (file, own) in frames.enumerated() where maps[file] == nil {
            guard let own else { continue }
            for (reference, other) in frames.enumerated() {
                guard let known = maps[reference], let other else { continue }
                let pairs = own.times(with: other).map { (own: $0.own, other: known.map($0.other)) }
                if let map = ClockMap(pairs) { return (file, reference, map) }
            }
        }
        return nil
    }
}
