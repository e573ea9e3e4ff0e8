internal import Octets

/// What interfaces that are added while the lab runs have in common.
struct LaterInterfaces {
    /// Stations at the most, and access points: a client that adds without end is refused.
    static let limit = 128
    /// BSSs of an added access point at the most.
    static let bssLimit = 16
    /// Octets of an interface's name at the most: IFNAMSIZ without the last, which is zero.
    static let nameLimit = 15

    /// What drivers there are, by their names in commands.
    static let drivers = ["nl80211", "wext"]
    /// The lab's bridge, where no access point names it.
    static let bridge = "br0000"

    /// Stations that were added, by their place.
    var stations: [Int] = []
    /// Access points that were added, by their place.
    var accessPoints: [Int] = []
    /// Sockets that are to be opened.
    var openings: [ControlSocket] = []
    /// Sockets that are to be closed.
    var closings: [ControlSocket] = []

    /// Whether a network device can have this name.
    static func isName(_ name: String) -> Bool {
        (1...nameLimit).contains(name.utf8.count) && name != "." && name != ".."
            && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ":") }
    }

    /// The address of a radio by this name, as mac80211_hwsim numbers its radios: 02:00:00:00:03:00 for wlan3; the first
    /// after it that is not taken, counted on where the name has no number.
    static func address(of name: String, isTaken: (MACAddress) -> Bool) -> MACAddress? {
        let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }
        let wanted = Int(String(digits.reversed())) ?? 64
        for number in 0..<4096 {
            let address = MACAddress(0x0200_0000_0000 | UInt64((wanted + number) & 0xFFFF) << 8)
            if !isTaken(address) { return address }
        }
        return nil
    }

    /// The directory of a control socket in a ctrl_interface value: "DIR=/run/x GROUP=wheel", or "/run/x"; nil where
    /// none is named.
    ///
    /// - Returns: false for one that is not absolute: nobody can say whose working directory it is in.
    static func directory(_ text: String) -> (path: String?, isUsable: Bool) {
        var path = text
        if text.hasPrefix("DIR=") { path = String(text.dropFirst(4).prefix { $0 != " " }) }
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        if path.isEmpty { return (nil, true) }
        return (path, path.hasPrefix("/") && !path.utf8.contains(0))
    }
}
