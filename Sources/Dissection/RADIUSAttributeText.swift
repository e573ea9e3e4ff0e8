internal import Octets
internal import RADIUS

/// What a RADIUS attribute is called, and the line that a field tree has for it (names: RFC 2865, 2866, 2869, 3579).
enum RADIUSAttributeText {
    private static let names: [UInt8: String] = [
        1: "User-Name", 2: "User-Password", 3: "CHAP-Password", 4: "NAS-IP-Address", 5: "NAS-Port", 6: "Service-Type",
        7: "Framed-Protocol", 8: "Framed-IP-Address", 9: "Framed-IP-Netmask", 11: "Filter-Id", 12: "Framed-MTU",
        18: "Reply-Message", 24: "State", 25: "Class", 26: "Vendor-Specific", 27: "Session-Timeout",
        28: "Idle-Timeout", 29: "Termination-Action", 30: "Called-Station-Id", 31: "Calling-Station-Id",
        32: "NAS-Identifier", 33: "Proxy-State", 40: "Acct-Status-Type", 41: "Acct-Delay-Time",
        42: "Acct-Input-Octets", 43: "Acct-Output-Octets", 44: "Acct-Session-Id", 45: "Acct-Authentic",
        46: "Acct-Session-Time", 47: "Acct-Input-Packets", 48: "Acct-Output-Packets", 49: "Acct-Terminate-Cause",
        50: "Acct-Multi-Session-Id", 52: "Acct-Input-Gigawords", 53: "Acct-Output-Gigawords", 55: "Event-Timestamp",
        60: "CHAP-Challenge", 61: "NAS-Port-Type",
        64: "Tunnel-Type", 65: "Tunnel-Medium-Type", 77: "Connect-Info", 79: "EAP-Message",
        80: "Message-Authenticator", 81: "Tunnel-Private-Group-Id", 85: "Acct-Interim-Interval", 87: "NAS-Port-Id",
        89: "Chargeable-User-Identity", 95: "NAS-IPv6-Address", 102: "EAP-Key-Name",
    ]

    private static let services = ["Login", "Framed", "Callback-Login", "Callback-Framed"]
    private static let ports: [Int64: String] = [
        0: "Async", 1: "Sync", 2: "ISDN", 5: "Virtual", 15: "Ethernet", 18: "Wireless-Other", 19: "Wireless-802.11",
    ]
    private static let statuses: [Int64: String] = [
        1: "Start", 2: "Stop", 3: "Interim-Update", 7: "Accounting-On", 8: "Accounting-Off", 9: "Tunnel-Start",
        10: "Tunnel-Stop", 11: "Tunnel-Reject", 12: "Tunnel-Link-Start", 13: "Tunnel-Link-Stop",
        14: "Tunnel-Link-Reject", 15: "Failed",
    ]
    private static let authentics: [Int64: String] = [1: "RADIUS", 2: "Local", 3: "Remote", 4: "Diameter"]
    private static let vendors: [UInt32: String] = [
        9: "ciscoSystems", 311: "Microsoft", 14823: "Aruba, a Hewlett Packard Enterprise company",
        14122: "Wi-Fi Alliance",
    ]

    /// What a number of an enumerated attribute means; nil where it has no name.
    static func label(of value: Int64, in field: Field) -> String? {
        switch field {
        case .radiusServiceType: services.indices.contains(Int(value) - 1) ? services[Int(value) - 1] : nil
        case .radiusNASPortType: ports[value]
        case .radiusAcctStatusType: statuses[value]
        case .radiusAcctAuthentic: authentics[value]
        case .radiusAcctTerminateCause: UInt32(exactly: value).flatMap(TerminateCauseNames.name)
        default: nil
        }
    }

    /// "AVP: t=User-Name(1) l=11 val=anonymous"; of EAP-Message which segment it is.
    static func line(_ attribute: RawSpan, segment: (number: Int, isLast: Bool)) -> String {
        let type = attribute.octet(at: 0)
        let value = attribute.extracting(2..<attribute.byteCount)
        let text = "AVP: t=\(names[type] ?? "Unknown-Attribute")(\(type)) l=\(attribute.byteCount)"
        switch type {
        case 79: return "\(text) \(segment.isLast ? "Last " : "")Segment[\(segment.number)]"
        case 26 where value.byteCount >= 4:
            let vendor = value.bigEndian(UInt32.self, at: 0)
            return "\(text) vnd=\(vendors[vendor] ?? "Unknown")(\(vendor))"
        default: return "\(text) val=\(self.text(of: value, type))"
        }
    }

    private static func text(of value: RawSpan, _ type: UInt8) -> String {
        switch type {
        case 1, 11, 18, 30, 31, 32, 44, 50, 77, 87, 89:
            var text = ""
            text.append(escaped: value.array)
            return text
        case 4, 8, 9:
            guard value.byteCount == 4 else { break }
            let address = value.bigEndian(UInt32.self, at: 0)
            if type == 8, address >= 0xFFFF_FFFE { return address & 1 == 0 ? "Assigned" : "Negotiated" }
            return ipv4Text(address)
        case 5, 6, 7, 12, 27, 28, 29, 40...43, 45...49, 52, 53, 61, 85:
            guard value.byteCount == 4 else { break }
            let number = Int64(value.bigEndian(UInt32.self, at: 0))
            let field: Field? =
                switch type {
                case 6: .radiusServiceType
                case 40: .radiusAcctStatusType
                case 45: .radiusAcctAuthentic
                case 49: .radiusAcctTerminateCause
                case 61: .radiusNASPortType
                default: nil
                }
            return (field.flatMap { label(of: number, in: $0) }).map { "\($0)(\(number))" } ?? String(number)
        case 55:
            guard value.byteCount == 4 else { break }
            return dateText(value.bigEndian(UInt32.self, at: 0))
        default: break
        }
        return value.hexadecimal
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// "Nov 30, 2026 19:54:50.000000000 UTC", of seconds since 1970.
    private static func dateText(_ seconds: UInt32) -> String {
        // Days since 0000-03-01, so that a leap day is the last of its year, in eras of 400 years.
        let days = Int(seconds / 86_400) + 719_468
        let dayOfEra = days % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * month + 2) / 5 + 1
        let year = yearOfEra + days / 146_097 * 400 + (month >= 10 ? 1 : 0)
        func two(_ number: UInt32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let time = seconds % 86_400
        let clock = "\(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60)).000000000"
        let padded = day < 10 ? " \(day)" : "\(day)"
        return "\(months[(month + 2) % 12]) \(padded), \(year) \(clock) UTC"
    }
}
