import Capture
import Roaming
import TestSupport
import Testing

/// A capture that is read as it grows says what it says whole.
@Suite struct GrowingAnalysisTests {
    @Test(arguments: ["hostapd/okc_both.pcapng", "hostapd/okc_none.pcapng", "example-ft.pcapng", "n-02.cap"])
    func whatWasReadInPartsIsAsWhenReadWhole(_ name: String) throws {
        let octets = try #require(Reference.octets(name))
        let path = try #require(Program.newFolder()) + "/growing"
        Program.write(octets, to: path)
        let file = try SeekableFile(path: path)
        var analysis = GrowingAnalysis(gathersLadders: true)
        var seen = 0
        // Ends within blocks, as a file has them while it is written.
        for part in 1...17 {
            let results = try analysis.read(file, to: Int64(octets.count * part / 17), chunkLength: 10_000)
            #expect(results.associations.count >= seen)
            seen = results.associations.count
        }
        let results = try analysis.read(file, to: Int64(octets.count))
        let whole = try RoamingResults(analyzing: path, gathersLadders: true)
        #expect(results.packetCount == whole.packetCount)
        #expect(results.associations.map { "\($0)" } == whole.associations.map { "\($0)" })
        #expect(seen > 0)
        // Nothing came: nothing is read, and nothing changes.
        let again = try analysis.read(file, to: Int64(octets.count))
        #expect(again.associations.count == seen)
        #expect(again.packetCount == whole.packetCount)
    }

    @Test func whatIsDamagedSaysSoAndStays() throws {
        let path = try #require(Program.newFolder()) + "/growing"
        Program.write(Array("no capture at all".utf8), to: path)
        var analysis = GrowingAnalysis()
        for _ in 0..<2 {
            let results = try analysis.read(SeekableFile(path: path), to: 17)
            #expect(results.damage?.offset == 0)
            #expect(results.associations.isEmpty)
        }
    }
}
