/// What Wireshark says of Action frames beyond "Action": a name instead, and the dialog token.
enum ActionFrame {
    /// WNM actions (802.11-2020, Table 9-465), as Wireshark calls them.
    private static let wirelessNetworkManagement = [
        "Event Request", "Event Report", "Diagnostic Request", "Diagnostic Report", "Location Configuration Request",
        "Location Configuration Response", "BSS Transition Management Query", "BSS Transition Management Request",
        "BSS Transition Management Response", "FMS Request", "FMS Response", "Collocated Interference Request",
        "Collocated Interference Report", "TFS Request", "TFS Response", "TFS Notify", "WNM-Sleep Mode Request",
        "WNM-Sleep Mode Response", "TIM Broadcast Request", "TIM Broadcast Response", "QoS Traffic Capability Update",
        "Channel Usage Request", "Channel Usage Response", "DMS Request", "DMS Response", "Timing Measurement Request",
        "WNM-Notification Request", "WNM-Notification Response",
    ]

    /// What stands in the Info column in place of "Action", sequence number and flags; nil where those stand.
    static func name(category: UInt8, action: UInt8) -> String? {
        switch category {
        case 10:
            Int(action) < wirelessNetworkManagement.count
                ? wirelessNetworkManagement[Int(action)] : "Unknown WNM Action"
        case 11: action == 0 ? "TIM" : action == 1 ? "Timing Measurement" : "Unknown Unprotected WNM Action"
        default: nil
        }
    }

    /// Whether Wireshark shows the frame's dialog token: spectrum management, ADDTS, ADDBA, GAS, WNM's with elements
    /// that it reads, timing measurement, WMM. (That of radio measurement it keeps to itself.)
    static func hasDialogToken(category: UInt8, action: UInt8) -> Bool {
        switch category {
        case 0: action <= 3
        case 1: action <= 1
        case 3: action <= 1
        case 4, 9: 10...13 ~= action || 16...17 ~= action
        case 10: [6, 7, 8, 13, 14, 16, 17, 26].contains(action)
        case 11: action == 1
        case 17: true
        default: false
        }
    }

    /// Whether it is one of FT over the DS, with fixed fields and elements (802.11-2020, 9.6.8).
    static func isFastTransition(category: UInt8, action: UInt8) -> Bool { category == 6 && 1...4 ~= action }

    /// Whether Wireshark shows the octet behind the category as the action code.
    static func hasAction(category: UInt8) -> Bool { [0, 1, 3, 5, 6, 8, 10, 17].contains(category) }
}
