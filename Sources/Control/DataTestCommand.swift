internal import Hosts
internal import Lab
internal import Octets

/// `DATA_TEST_CONFIG`, `DATA_TEST_TX` and `DATA_TEST_FRAME`, as hostapd and wpa_supplicant 2.10 read them.
enum DataTestCommand: Equatable {
    /// Begin to look for test frames, or stop (nil).
    case configure(interface: String??)
    /// Send a test frame.
    case send(DataTestFrame)
    /// Send these octets out of an interface; nil for the device's own.
    case frame([UInt8], interface: String?)

    /// Octets of a frame at the most: what a radio sends of one, less its headers.
    private static let frameLimit = 2304

    /// The command; nil where it is one of these and its argument is none.
    init?(_ name: String, _ argument: String) {
        switch name {
        case "DATA_TEST_CONFIG":
            guard Self.number(argument) != 0 else {
                self = .configure(interface: nil)
                return
            }
            let words = argument.split(separator: " ").dropFirst()
            let name = words.first { $0.hasPrefix("ifname=") }.map { String($0.dropFirst(7)) }
            self = .configure(interface: .some(name))
        case "DATA_TEST_TX":
            guard let frame = Self.testFrame(argument) else { return nil }
            self = .send(frame)
        case "DATA_TEST_FRAME":
            var (text, interface) = (argument, String?.none)
            if argument.hasPrefix("ifname=") {
                guard let (word, rest) = ControlRequest.split(argument) else { return nil }
                (text, interface) = (rest, String(word.dropFirst(7)))
            }
            guard let octets = [UInt8](hexadecimal: text), (14...Self.frameLimit).contains(octets.count) else {
                return nil
            }
            self = .frame(octets, interface: interface)
        default: return nil
        }
    }

    /// "02:00:00:00:01:00 02:00:00:00:00:00 0 len=100": no type of service is 0.
    private static func testFrame(_ argument: String) -> DataTestFrame? {
        let words = argument.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard words.count >= 2, let destination = MACAddress(words[0]), let source = MACAddress(words[1]) else {
            return nil
        }
        var frame = DataTestFrame(destination: destination, source: source)
        if words.count > 2 {
            guard let value = UInt8(exactly: number(words[2])) else { return nil }
            frame.typeOfService = value
        }
        if let word = words.dropFirst(3).first(where: { $0.hasPrefix("len=") }) {
            let length = number(String(word.dropFirst(4)))
            guard (DataTestFrame.shortestPacket...DataTestFrame.packetLength).contains(length) else { return nil }
            frame.length = length
        }
        return frame
    }

    /// A number as C's strtol with base 0 reads it: what is none is 0.
    private static func number(_ text: String) -> Int {
        if text.lowercased().hasPrefix("0x") {
            return Int(text.dropFirst(2).prefix { $0.isHexDigit }, radix: 16) ?? 0
        }
        let sign = text.hasPrefix("-") ? "-" : ""
        return Int(sign + text.dropFirst(sign.count).prefix { ("0"..."9").contains($0) }) ?? 0
    }
}

extension ControlledLab {
    /// Answers one of the commands at a station or a BSS; nil where the request is another one.
    mutating func dataTestReply(to request: ControlRequest, at end: DataTestEnd) -> String? {
        guard ["DATA_TEST_CONFIG", "DATA_TEST_TX", "DATA_TEST_FRAME"].contains(request.name),
            let argument = request.argument
        else { return nil }
        guard let command = DataTestCommand(request.name, argument) else { return Reply.fail }
        switch command {
        case .configure(nil): lab.setDataTest(nil, at: end)
        case .configure(let name??):
            guard lab.dataTest(at: end) == nil else { return Reply.ok }
            guard let interface = interface(named: name, at: end) else { return Reply.fail }
            lab.setDataTest(interface, at: end)
        case .configure(.some(nil)): if lab.dataTest(at: end) == nil { lab.setDataTest(.own, at: end) }
        case .send(let frame):
            guard let interface = lab.dataTest(at: end) else { return Reply.fail }
            lab.send(frame: frame.octets, from: end, through: interface)
        case .frame(let octets, let name):
            guard let interface = name.map({ self.interface(named: $0, at: end) }) ?? .own else { return Reply.fail }
            lab.send(frame: octets, from: end, through: interface)
        }
        return Reply.ok
    }

    /// What `ifname=` names: the device itself or, of a BSS, the bridge.
    private func interface(named name: String, at end: DataTestEnd) -> DataTestInterface? {
        switch end {
        case .station(let index): stations[index].interface == name ? .own : nil
        case .bss(let index, let bss):
            if accessPoints[index].interfaces[bss] == name {
                .own
            } else if let bridge = bridgeNumbers[name], bridge == lab.bridge(ofBSS: bss, accessPoint: index) {
                .bridge
            } else {
                nil
            }
        }
    }

    /// Tells those who listen that a test frame has come.
    mutating func report(_ frame: DataTestFrame, at end: DataTestEnd) {
        let length = frame.length == DataTestFrame.packetLength ? "" : " len=\(frame.length)"
        let line = "DATA-TEST-RX \(frame.destination) \(frame.source)\(length)"
        switch end {
        case .station(let index): tell([line], on: .station(index))
        case .bss(let index, let bss): tell([line], on: .bss(accessPoint: index, bss: bss))
        }
    }
}
