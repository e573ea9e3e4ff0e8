import Capture
import Octets
import TestSupport
import Testing

@testable import Roaming

/// Several cores read a capture: the results are those of one, however the capture is cut.
@Suite struct ParallelReadingTests {
    /// Everything that is said of the associations, and of the capture.
    private func text(_ results: RoamingResults) -> String {
        var text = "\(results.packetCount) \(results.ignoredPacketCount) \(results.damagedFrameCount) "
        text += "\(String(describing: results.damage))\n"
        for association in results.associations { text += "\(association)\n" }
        return text
    }

    @Test(arguments: [
        "hostapd/okc_both.pcapng", "hostapd/okc_none.pcapng", "hostapd/okc_both_radius.pcap", "example-ft.pcapng",
        "zn2i.pcap", "n-02.cap", "wpa2-psk-linksys.cap", "wpa3-psk.pcap", "wpa.cap",
    ])
    func theResultsAreTheSameWithAnyNumberOfWorkersAndAnyChunkLength(name: String) throws {
        let path = Reference.folder + name
        let alone = text(try RoamingResults(analyzing: path, workers: 0))
        let octets = try #require(Reference.octets(name))
        let inMemory = text(RoamingResults(analyzing: octets.octets))
        #expect(alone == inMemory)
        for workers in [1, 2, 5] {
            for length in [1, 100, 1000, 65_536, 1 << 22] {
                // One octet at a time is slow: of the small captures alone.
                if length == 1, !["zn2i.pcap", "wpa.cap", "wpa3-psk.pcap"].contains(name) { continue }
                let results = try RoamingResults(analyzing: path, workers: workers, chunkLength: length)
                #expect(text(results) == alone, "\(workers) workers, \(length) octets")
            }
        }
    }

    @Test func aCutOrDamagedCaptureEndsAtTheSamePlaceWithTheSameAssociations() throws {
        let octets = try #require(Reference.octets("hostapd/okc_both.pcapng"))
        let folder = try #require(Program.newFolder())
        for place in stride(from: 3, to: octets.count, by: octets.count / 12) {
            var damaged = octets
            // A block length of 7 where one can stand, or the end.
            if place % 2 == 0 {
                damaged.removeLast(octets.count - place)
            } else {
                for index in place..<min(place + 400, octets.count) { damaged[index] = 7 }
            }
            Program.write(damaged, to: "\(folder)/damaged")
            let alone = text(try RoamingResults(analyzing: "\(folder)/damaged", workers: 0))
            for length in [300, 65_536] {
                let results = try RoamingResults(analyzing: "\(folder)/damaged", workers: 2, chunkLength: length)
                #expect(text(results) == alone, "\(place)")
            }
        }
    }

    @Test(arguments: ["gzip -c", "zstd -c"]) func aCompressedCaptureIsCutIntoChunksToo(program: String) throws {
        try #require(Program.isThere(program.split(separator: " ").map(String.init)[0], package: "zstd"))
        let folder = try #require(Program.newFolder())
        let path = Reference.folder + "hostapd/okc_both.pcapng"
        _ = try #require(Program.text(of: "\(program) \(path) > \(folder)/compressed"))
        let alone = text(try RoamingResults(analyzing: path, workers: 0))
        for length in [1000, 1 << 19] {
            let results = try RoamingResults(analyzing: "\(folder)/compressed", workers: 2, chunkLength: length)
            #expect(text(results) == alone)
        }
    }

    @Test func aLiveCapturesPacketsAreTakenBeforeTheNextCome() throws {
        let folder = try #require(Program.newFolder())
        let path = Reference.folder + "hostapd/okc_both.pcapng"
        let writer = "(head -c 300000 \(path); sleep 2; tail -c +300001 \(path)) > \(folder)/pipe"
        _ = try #require(Program.text(of: "mkfifo \(folder)/pipe && (\(writer)) </dev/null >/dev/null &"))
        let clock = ContinuousClock()
        var times: [ContinuousClock.Instant] = []
        var told: [(association: Association, time: ContinuousClock.Instant)] = []
        let results = try RoamingResults(
            analyzing: "\(folder)/pipe", progress: { _ in times.append(clock.now) },
            settled: { told.append(($0, clock.now)) })
        #expect(results.associations.count == 63)
        // The counts of the capture's README, told before its end, each once.
        #expect(Set(told.map(\.association.firstFrame)).count == told.count)
        for kind in [AssociationKind.okc, .pmksa] {
            #expect(told.count { $0.association.kind == kind } == (kind == .okc ? 31 : 21))
        }
        let waited = told[told.count - 1].time - told[0].time
        #expect(waited > .milliseconds(500))
        let first = try #require(times.first)
        let last = try #require(times.last)
        #expect(last - first > .milliseconds(500))
    }

    @Test func aFileThatCannotBeReadIsAnErrorWithAName() {
        #expect(throws: FileError(path: "/", operation: "read", code: 21)) {
            try RoamingResults(analyzing: "/")
        }
    }

    @Test func progressEndsAtTheCapturesLength() throws {
        let octets = try #require(Reference.octets("hostapd/okc_both.pcapng"))
        var last: Int64 = 0
        _ = try RoamingResults(analyzing: Reference.folder + "hostapd/okc_both.pcapng", chunkLength: 1000) { offset in
            #expect(offset > last)
            last = offset
        }
        #expect(last == Int64(octets.count))
    }

    @Test func anAddressIsFoundUntilItIsRemoved() {
        // Against a Dictionary, through many insertions and removals of addresses that crowd.
        var index = AddressIndex()
        var dictionary: [MACAddress: Int] = [:]
        for step in 0..<50_000 {
            let address = MACAddress(UInt64(step * 7919 % 1009) << 8)
            if dictionary[address] == nil {
                index.insert(address, step)
                dictionary[address] = step
            } else if step % 3 != 0 {
                index.remove(address)
                dictionary[address] = nil
            }
            #expect(index.find(address) == dictionary[address])
        }
        for number: UInt64 in 0..<1009 {
            #expect(index.find(MACAddress(number << 8)) == dictionary[MACAddress(number << 8)])
        }
    }
}
