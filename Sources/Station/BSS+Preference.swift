internal import Dot11

extension BSS {
    /// Whether a station whose network both belong to chooses this one: wpa_supplicant 2.10's order of scan results
    /// (scan.c, wpa_scan_result_compar), where drivers tell signals in dBm and no quality.
    func isPreferred(to other: BSS) -> Bool {
        let (here, there) = (estimatedThroughput, other.estimatedThroughput)
        // What is above the ratio that carries every rate says nothing of the rate.
        let ratios = [here, there].map { min($0.signalToNoise, EstimatedThroughput.greatSignalToNoise) }
        let difference = abs(ratios[0] - ratios[1])
        // A ratio of zero is one that is not known.
        if ratios[0] != 0, ratios[1] != 0 {
            if difference < 7, here.rate != there.rate { return here.rate > there.rate }
            if difference < 5, channel.isIn2GHz != other.channel.isIn2GHz { return other.channel.isIn2GHz }
        }
        return here.signalToNoise > there.signalToNoise
    }

    /// What is to be expected of it at the signal of its last frame.
    var estimatedThroughput: EstimatedThroughput {
        EstimatedThroughput(signal: Int(signal), channel: channel, supportsHT: supportsHT)
    }
}
