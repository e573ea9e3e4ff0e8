public import Capture

extension RoamingResults {
    /// What several captures of the same air say, one sniffer a channel: merged by time.
    ///
    /// A frame that several captured counts once. Frames are numbered over all files in the order of their times.
    ///
    /// - Parameters:
    ///   - paths: the captures.
    ///   - clocks: how their clocks relate; phases that cross clocks which were not compared are marked unsure.
    ///   - progress: told how many octets of all files were read, now and then.
    public init(
        analyzing paths: [String], clocks: CaptureClocks, keys: KeysFile = KeysFile(), gathersLadders: Bool = false,
        progress: (Int64) -> Void = { _ in }
    ) throws(FileError) {
        var analyzer = RoamingAnalyzer(keys: keys, gathersLadders: gathersLadders)
        analyzer.setFiles(clockGroups: clocks.groups)
        let endings = try MergedCaptures(paths: paths).read(
            into: &analyzer, time: { clocks.time(file: $0, $1) }, progress: progress)
        self = analyzer.finish()
        for (path, ending) in zip(paths, endings) {
            if case .damaged(let error) = ending { damages.append((path, error)) }
        }
        damage = damages.first?.error
    }
}
