import Capture
import Dot11
import Octets
import RSN
import Testing
import Timeline

@testable import Station

/// Every request that a real wpa_supplicant sent in the reference captures, made again octet by octet.
@Suite("Reference captures")
struct ReferenceCaptureTests {
    static let folder: String = {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        return parts.joined(separator: "/") + "/../shared/reference/captures/hostapd/"
    }()

    struct Requests: PacketSink {
        var bssTable = BSSTable(ownSSID: Array("okctest1".utf8))
        var count = 0
        var withPMKID = 0
        var unequal: [Int] = []

        mutating func receive(_ packet: borrowing CapturedPacket) {
            guard let radiotap = try? Radiotap(parsing: packet.octets) else { return }
            let frame = packet.octets.extracting(radiotap.length..<packet.octets.byteCount)
            guard let header = try? MACHeader(parsing: frame), let transmitter = header.transmitter else { return }
            switch header.type {
            case .beacon:
                bssTable.receive(
                    header.body, from: transmitter, signal: -30, channel: StationDriver.channel6, at: .zero)
            case .associationRequest, .reassociationRequest:
                guard let request = try? AssociationRequestBody(parsing: header.body, of: header.type),
                    let bss = bssTable[header.receiver]
                else { return }
                var walk = ElementWalk(request.elements)
                guard let element = walk.first(.rsn), let rsn = try? RSNElement(parsing: element.body) else { return }
                count += 1
                if rsn.pmkidCount > 0 { withPMKID += 1 }
                var rsnElement: [UInt8] = []
                rsnElement.appendRSNElement(akms: [.wpaEAP], pmkids: rsn.pmkids)
                var ours: [UInt8] = []
                AssociationRequest(
                    station: transmitter, bss: bss, currentAP: request.currentAP, rsnElement: rsnElement
                ).write(into: &ours, ssid: Array("okctest1".utf8), sequenceNumber: header.sequenceNumber)
                if !frame.isEqual(to: ours.octets) { unequal.append(packet.number) }
            default: break
            }
        }
    }

    @Test(arguments: [("okc_both.pcapng", 63, 52), ("okc_none.pcapng", 63, 31)])
    func everyAssociationAndReassociationRequestIsEqual(name: String, requests: Int, withPMKID: Int) throws {
        var sink = Requests()
        do {
            _ = try CaptureFile(path: Self.folder + name).read(into: &sink)
        } catch {
            Issue.record("the reference capture \(Self.folder + name) cannot be read: nothing was tested (\(error))")
            return
        }
        #expect(sink.unequal == [])
        #expect(sink.count == requests)
        #expect(sink.withPMKID == withPMKID)
    }
}
