#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif
internal import Capture
internal import Configuration
internal import Control
internal import Dissection
internal import Dot11
internal import EAP
internal import Faults
internal import Lab
internal import Octets
internal import RADIUS
internal import RSN
internal import Roaming
internal import Timeline

#if Live
    internal import LabFiles
#endif

/// The readers that anyone's octets reach, one by one, as a fuzzer and the replay of its findings call them.
///
/// A reader may refuse its input. It may not trap, loop, or take memory without bound.
public enum FuzzTarget: String, CaseIterable, Sendable {
    /// A whole capture through the analysis: pcap or pcapng.
    case capture
    /// A file of a capture, plain or compressed, cut into chunks.
    case file
    /// A packet of any link type through the analysis and the search for keys on the wire, its first octet the link type's
    /// number.
    case packet
    /// A radiotap header.
    case radiotap
    /// An 802.11 frame: header, body, elements.
    case frame
    /// The body of an RSN element.
    case rsn
    /// An EAPOL frame: EAP, or EAPOL-Key and its key data.
    case eapol
    /// A RADIUS packet and its attributes.
    case radius
    /// hostapd.conf, wpa_supplicant.conf and the users file.
    case configuration
    /// A keys file.
    case keys
    /// A display filter.
    case filter
    /// A fault, as `okc --fault` and a lab's socket take it.
    case fault
    #if Live
        /// A lab file.
        case lab
    #endif
    /// Commands to the sockets of a lab, a line each; a line's first octet says to which.
    case control

    /// Lets the reader read `octets`.
    public func read(_ octets: RawSpan) {
        switch self {
        case .capture: Self.readCapture(octets)
        case .file: Self.readFile(octets)
        case .packet: Self.readPacket(octets)
        case .radiotap: _ = try? Radiotap(parsing: octets)
        case .frame: Self.readFrame(octets)
        case .rsn: _ = try? RSNElement(parsing: octets)
        case .eapol: Self.readEAPOL(octets)
        case .radius: Self.readRADIUS(octets)
        case .configuration:
            _ = try? HostapdConfiguration(parsing: octets, file: "")
            _ = try? SupplicantConfiguration(parsing: octets, file: "")
            _ = try? UsersFile(parsing: octets, file: "")
        case .keys: _ = try? KeysFile(parsing: String(decoding: octets.array, as: UTF8.self))
        case .filter: Self.readFilter(octets)
        case .fault: _ = try? Fault(parsing: String(decoding: octets.array, as: UTF8.self))
        #if Live
            case .lab: Self.readLabFile(octets)
        #endif
        case .control: Self.readCommands(octets)
        }
    }

    private static func readCapture(_ octets: RawSpan) {
        _ = RoamingResults(analyzing: octets, gathersLadders: true)
        var rows = Rows()
        var decoder = CaptureDecoder()
        _ = try? decoder.decode(octets, into: &rows)
    }

    /// The octets as a file, which only a file's reader expands. A small one, whose expansion is bounded as any chunk's is.
    private static func readFile(_ octets: RawSpan) {
        var name = [CChar](repeating: 0, count: 64)
        for (index, octet) in "/tmp/roamlab-fuzz-XXXXXX".utf8.enumerated() { name[index] = CChar(octet) }
        let descriptor = unsafe mkstemp(&name)
        guard descriptor >= 0 else { return }
        unsafe unlink(name)
        defer { close(descriptor) }
        let written = unsafe octets.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        guard written == octets.byteCount, let file = try? CaptureFile(path: "/proc/self/fd/\(descriptor)") else {
            return
        }
        var chunks = CaptureChunks(of: file, length: 4096)
        var chunk = CaptureChunk()
        var rows = Rows()
        // An input of 16 KiB can say a gigabyte of zeros.
        for _ in 0..<64 where (try? chunks.next(&chunk)) == true { chunk.decode(into: &rows) }
    }

    private struct Rows: PacketSink {
        var dissector = Dissector()
        var row = PacketDissection()

        mutating func receive(_ packet: borrowing CapturedPacket) { dissector.dissect(packet, into: &row) }
    }

    /// A key that is tried for everyone, so that MICs and key hierarchies are worked out.
    private static let knownKeys: KeysFile = {
        var keys = KeysFile()
        keys.pmks = [PMK(hexadecimal: String(repeating: "5a", count: 32))].compactMap { $0 }
        return keys
    }()

    private static func readPacket(_ octets: RawSpan) {
        guard octets.byteCount > 0 else { return }
        let linkTypes: [LinkType] = [
            .ethernet, .rawIP, .linuxCooked, .linuxCooked2, .ppi, .ieee80211, .prism, .radiotap,
        ]
        let packet = octets.extracting(1..<octets.byteCount)
        var analyzer = RoamingAnalyzer(keys: knownKeys)
        let captured = CapturedPacket(
            number: 1, interface: 0, linkType: linkTypes[Int(octets.octet(at: 0)) % linkTypes.count], time: 0,
            originalLength: packet.byteCount, octets: packet)
        analyzer.receive(captured)
        _ = analyzer.finish()
        var keys = RADIUSKeyReader(secret: RADIUSSecret("lanforge"))
        keys.receive(captured)
        var rows = Rows()
        rows.receive(captured)
    }

    private static func readFrame(_ octets: RawSpan) {
        guard let header = try? MACHeader(parsing: octets) else { return }
        let body = header.body
        _ = (header.source, header.destination, header.bssid, header.sequenceNumber, header.trafficIdentifier)
        if let beacon = try? BeaconBody(parsing: body) { walk(beacon.elements) }
        if let request = try? AssociationRequestBody(parsing: body, of: header.type) { walk(request.elements) }
        if let authentication = try? AuthenticationBody(parsing: body) { walk(authentication.rest) }
    }

    private static func walk(_ elements: RawSpan) {
        var walk = ElementWalk(elements)
        while let element = try? walk.next() {
            if element.id == .rsn { _ = try? RSNElement(parsing: element.body) }
        }
    }

    private static func readEAPOL(_ octets: RawSpan) {
        guard let frame = try? EAPOLFrame(parsing: octets) else { return }
        _ = try? EAPPacket(parsing: frame.body)
        for micLength in [0, 16, 24, 32] {
            guard let key = try? EAPOLKeyFrame(parsing: octets, micLength: micLength) else { continue }
            _ = (key.message, try? KeyData(parsing: key.keyData))
        }
    }

    private static func readRADIUS(_ octets: RawSpan) {
        guard let packet = try? RADIUSPacket(parsing: octets) else { return }
        for type in 0...255 { _ = packet.attributes.first(RADIUSAttributeType(rawValue: UInt8(type)))?.value.byteCount }
    }

    #if Live
        private struct Missing: Error {}

        private static func readLabFile(_ octets: RawSpan) {
            _ = try? LabPlan(parsing: String(decoding: octets.array, as: UTF8.self), file: "") { path in
                guard let example = Example.all.first(where: { $0.name == path }) else { throw Missing() }
                return Array(example.text.utf8)
            }
        }
    #endif

    private static func readFilter(_ octets: RawSpan) {
        guard let filter = try? DisplayFilter(String(decoding: octets.array, as: UTF8.self)) else { return }
        // An Authentication frame behind radiotap, so that accepted filters run too.
        let packet: [UInt8] =
            [0, 0, 8, 0, 0, 0, 0, 0, 0xB0, 0, 0, 0] + [UInt8](repeating: 2, count: 18) + [0, 0, 0, 0, 1, 0, 0, 0]
        var row = PacketDissection()
        var dissector = Dissector()
        dissector.dissect(
            CapturedPacket(
                number: 1, interface: 0, linkType: .radiotap, time: 0, originalLength: packet.count,
                octets: packet.octets), into: &row)
        _ = filter.matches(row, packet: packet.octets)
    }

    private static func readCommands(_ octets: RawSpan) {
        guard var plan = try? LabPlan.seeds() else { return }
        plan.hasServer = false
        let conf = Array("interface=wlan3\nssid=x\nhw_mode=g\nchannel=1\n".utf8)
        guard
            var lab = try? ControlledLab(
                plan.labConfiguration(), stations: plan.stationControls(), accessPoints: plan.accessPointControls(),
                readFile: { $0 == "/conf" ? conf : nil })
        else { return }
        lab.connect()
        let client = ControlClient(address: [1, 0, 1])
        for line in octets.array.split(separator: 0x0A).prefix(64) {
            guard let first = line.first else { continue }
            let sockets = lab.sockets
            lab.receive(Array(line.dropFirst()).octets, from: client, on: sockets[Int(first) % sockets.count])
            for socket in lab.takeOpenings() where first & 0x80 != 0 { lab.refuse(socket) }
            _ = lab.takeClosings()
            _ = lab.takeMessages()
            lab.run(until: lab.lab.now + .milliseconds(5))
        }
    }
}
