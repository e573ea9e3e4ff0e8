internal import Station
internal import Timeline

extension BackgroundScan.Settings {
    /// What a `bgscan=` says: "simple", then the short interval, the threshold and the long interval, of which all but the
    /// first may be left out, or all. Nil for what wpa_supplicant 2.10 could not begin with (bgscan_simple_get_params),
    /// and for what is no number.
    init?(parsing text: String) {
        let words = text.split(separator: ":", omittingEmptySubsequences: false)
        guard words.first == "simple", [1, 2, 4].contains(words.count) else { return nil }
        var numbers: [Int] = []
        for word in words.dropFirst() {
            guard let number = Int32(word) else { return nil }
            numbers.append(Int(number))
        }
        // wpa_supplicant takes 0 for its default, 30 s.
        func interval(_ index: Int) -> Interval {
            let seconds = index < numbers.count ? numbers[index] : 0
            return .seconds(seconds > 0 ? UInt64(seconds) : 30)
        }
        let threshold = numbers.count > 1 ? numbers[1] : 0
        guard (-127...0).contains(threshold) else { return nil }
        self.init(
            shortInterval: interval(0), threshold: threshold == 0 ? nil : threshold, longInterval: interval(2))
    }
}
