import Capture
import Dot11
import Octets
import Roaming
import TestSupport
import Testing

/// One capture told by two files: what it says stays the same.
@Suite struct SeveralFilesTests {
    private let folder: String
    private let whole: Recording

    init() throws {
        folder = try #require(Program.newFolder())
        whole = try Recording("hostapd/okc_both.pcapng")
    }

    /// The frames of the BSS :87:44, and all others, as sniffers on two channels would have them: an Acknowledgement is
    /// where the frame before it is. Beacons and Probe Requests are in both where `hasCommon`.
    private func split(hasCommon: Bool) -> (near: Recording, far: Recording) {
        var (near, far) = (Recording(), Recording())
        var isNear = true
        for packet in whole.packets {
            let frame = packet.octets.octets.extracting(packet.headerLength..<packet.octets.count)
            guard let header = try? MACHeader(parsing: frame) else { continue }
            if hasCommon, header.type == .beacon {
                near.packets.append(packet)
                far.packets.append(packet)
                continue
            }
            if let bssid = header.bssid, !header.type.isControl { isNear = bssid == MACAddress("04:f0:21:19:87:44") }
            if isNear { near.packets.append(packet) } else { far.packets.append(packet) }
        }
        return (near, far)
    }

    private func write(_ recording: Recording, _ name: String) -> String {
        Program.write(recording.file, to: "\(folder)/\(name)")
        return "\(folder)/\(name)"
    }

    /// With another clock: behind by so much, and slower by so many parts in a million.
    private func delayed(_ recording: Recording, milliseconds: Int64, drift: Int64 = 0) -> Recording {
        var copy = recording
        guard let first = recording.packets.first?.time else { return copy }
        for index in copy.packets.indices {
            let time = copy.packets[index].time
            copy.packets[index].time = time - milliseconds * 1_000_000 - (time - first) / 1_000_000 * drift
        }
        return copy
    }

    /// Kind, stations and times in units of `unit` nanoseconds of each association.
    private func text(_ associations: [Association], unit: Int64 = 1) -> [String] {
        associations.map { association in
            let phases = [association.phases.roam, association.phases.fourWay, association.phases.dataGap]
                .map { $0.map { String(($0.nanoseconds + unit / 2) / unit) } ?? "-" }
            return "\(association.bssid) \(String(describing: association.from)) \(association.kind) "
                + "\(association.retries) \(phases.joined(separator: " "))"
        }
    }

    @Test func twoSniffersOfOneChannelTellEveryFrameOnce() throws {
        let alone = RoamingResults(analyzing: whole.file.octets)
        let paths = [
            write(whole, "a.pcapng"), write(delayed(whole, milliseconds: 3_600_250), "b.pcapng"),
        ]
        let clocks = try CaptureClocks(of: paths)
        #expect(clocks.groups == [0, 0])
        let results = try RoamingResults(analyzing: paths, clocks: clocks)
        #expect(results.packetCount == 6622 && results.commonFrameCount > 2000)
        #expect(results.associations.count == 63 && results.associations.count { $0.kind == .okc } == 31)
        #expect(text(results.associations) == text(alone.associations))
        #expect(results.associations.allSatisfy { $0.unsurePhases.isEmpty })
    }

    @Test func framesInCommonGiveTheOffsetOfClocksThatDrift() throws {
        let alone = RoamingResults(analyzing: whole.file.octets)
        let (near, far) = split(hasCommon: true)
        let paths = [
            write(near, "near.pcapng"), write(delayed(far, milliseconds: -81_234, drift: 20), "far.pcapng"),
        ]
        let clocks = try CaptureClocks(of: paths)
        #expect(clocks.groups == [0, 0])
        let results = try RoamingResults(analyzing: paths, clocks: clocks)
        // 20 ppm of a phase of a second are 20 µs: equal to half a millisecond.
        for (merged, single) in zip(results.associations, alone.associations) {
            #expect(merged.kind == single.kind && merged.from == single.from && merged.bssid == single.bssid)
            let pairs = [
                (merged.phases.roam, single.phases.roam), (merged.phases.dataGap, single.phases.dataGap),
            ]
            for case (let left?, let right?) in pairs {
                #expect(abs(left.nanoseconds - right.nanoseconds) < 500_000, "frame \(single.firstFrame)")
            }
            #expect(merged.unsurePhases.isEmpty)
        }
        #expect(results.associations.count == 63)
    }

    @Test func withoutFramesInCommonPhasesThatCrossFilesAreUnsure() throws {
        let alone = RoamingResults(analyzing: whole.file.octets)
        let (near, far) = split(hasCommon: false)
        let paths = [write(near, "near.pcapng"), write(far, "far.pcapng")]
        let clocks = try CaptureClocks(of: paths)
        #expect(clocks.groups == [0, 1])
        let results = try RoamingResults(analyzing: paths, clocks: clocks)
        #expect(text(results.associations) == text(alone.associations))
        let home = MACAddress("04:f0:21:19:87:44")
        for association in results.associations {
            // The data gap begins in the old BSS's file; the handshake is whole in the new one's.
            let crosses = (association.bssid == home) != (association.from == home) && association.phases.dataGap != nil
            #expect(association.unsurePhases == (crosses ? [.dataGap] : []), "frame \(association.firstFrame)")
        }
        #expect(results.associations.contains { !$0.unsurePhases.isEmpty })

        let stated = try CaptureClocks(of: paths, offsets: [paths[1]: 0])
        let sure = try RoamingResults(analyzing: paths, clocks: stated)
        #expect(sure.associations.allSatisfy { $0.unsurePhases.isEmpty })
    }

    @Test func framesAreNumberedAsMergecapNumbersThem() throws {
        try #require(Program.isThere("mergecap", package: "wireshark-common"))
        let (near, far) = split(hasCommon: false)
        let paths = [write(near, "near.pcapng"), write(delayed(far, milliseconds: 4), "far.pcapng")]
        _ = try #require(Program.text(of: "mergecap -w \(folder)/merged.pcapng \(paths.joined(separator: " "))"))
        let theirs = try RoamingResults(analyzing: "\(folder)/merged.pcapng").associations
        let clocks = try CaptureClocks(of: paths)
        let ours = try RoamingResults(analyzing: paths, clocks: clocks).associations
        #expect(ours.map(\.firstFrame) == theirs.map(\.firstFrame))
        #expect(ours.map(\.lastFrame) == theirs.map(\.lastFrame))
        #expect(text(ours) == text(theirs))
    }

    @Test func aStatedOffsetIsAddedToAFilesTimes() throws {
        let alone = RoamingResults(analyzing: whole.file.octets)
        let (near, far) = split(hasCommon: false)
        let paths = [write(near, "near.pcapng"), write(delayed(far, milliseconds: 5_000), "far.pcapng")]
        let clocks = try CaptureClocks(of: paths, offsets: [paths[1]: 5_000])
        let results = try RoamingResults(analyzing: paths, clocks: clocks)
        #expect(text(results.associations) == text(alone.associations))
    }

    @Test func aFileThatIsCutIsNamedAndTheOthersAreReadToTheirEnds() throws {
        let (near, far) = split(hasCommon: true)
        let paths = [write(near, "near.pcapng"), "\(folder)/cut.pcapng"]
        Program.write(Array(far.file.dropLast(5)), to: paths[1])
        let clocks = try CaptureClocks(of: paths)
        let results = try RoamingResults(analyzing: paths, clocks: clocks)
        #expect(results.damages.map(\.path) == [paths[1]])
        #expect(results.associations.count == 63)
    }
}
