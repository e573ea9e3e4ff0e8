internal import Roaming

extension ScenarioReport {
    /// `results.json`: every association with its scenario, then the verdicts, lengths and delays.
    public var json: String {
        var results = ResultsJSON(version: version)
        for scenario in scenarios {
            for association in scenario.associations { results.append(association, scenario: scenario.name) }
        }
        results.writer.end("]")
        results.writer.member("command", command)
        results.writer.member("clock", clock == .simulated ? "simulated" : "wall")
        results.writer.member("as_expected", isAsExpected)
        results.writer.begin("[", key: "scenarios")
        for scenario in scenarios { scenario.write(to: &results.writer) }
        results.writer.end("]")
        results.writer.begin("[", key: "lengths")
        for length in lengths { length.write(to: &results.writer) }
        results.writer.end("]")
        results.writer.begin("[", key: "delays")
        for delay in delays { delay.write(to: &results.writer) }
        results.writer.end("]")
        results.writer.end("}")
        return results.writer.text + "\n"
    }
}

extension Scenario {
    fileprivate func write(to json: inout JSONWriter) {
        json.begin("{")
        json.member("scenario", name)
        json.member("title", title)
        json.member("okc", accessPointUsesOKC)
        json.member("proactive_key_caching", stationUsesPKC)
        json.member("expectation", expectation)
        json.member("as_expected", outcome == .asExpected)
        json.member("seen", outcome.seen)
        json.member("capture", captureFile)
        json.member("roam_frame", roam?.requestFrame)
        json.begin("[", key: "faults")
        for fault in faults { fault.write(to: &json) }
        json.end("]")
        if let rounds {
            json.begin("{", key: "rounds")
            json.member("count", rounds.count)
            json.member("minimum_ms", number: rounds.minimum.milliseconds)
            json.member("median_ms", number: rounds.median.milliseconds)
            json.member("percentile_95_ms", number: rounds.percentile95.milliseconds)
            json.end("}")
        } else {
            json.member("rounds", number: nil)
        }
        json.end("}")
    }
}

extension StatedFault {
    fileprivate func write(to json: inout JSONWriter) {
        json.begin("{")
        json.member("fault", text)
        json.member("counted", counted)
        json.member("acted", acted)
        json.begin("[", key: "occasions")
        for occasion in occasions {
            json.begin("{")
            json.member("time", number: occasion.time.seconds)
            json.member("frame", occasion.frame)
            json.member("sender", occasion.sender)
            json.end("}")
        }
        json.end("]")
        json.end("}")
    }
}

extension LengthComparison {
    fileprivate func write(to json: inout JSONWriter) {
        json.begin("{")
        json.member("frame", frame)
        json.member("ours", ours)
        json.member("reference", reference)
        json.member("equal", isEqual)
        json.member("cause", cause)
        json.end("}")
    }
}

extension StatedDelay {
    fileprivate func write(to json: inout JSONWriter) {
        json.begin("{")
        json.member("name", name)
        json.member("value", value)
        json.member("option", option.isEmpty ? nil : option)
        json.member("source", source)
        json.end("}")
    }
}
