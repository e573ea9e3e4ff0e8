internal import Dot11

extension Field {
    /// The number that a filter may name by Wireshark's word for it: `eap.code == "Success"`.
    func value(labelled label: String) -> Int128? {
        let codes: ClosedRange<UInt8> = 0...255
        let found: UInt8? =
            switch self {
            case .wlanFcTypeSubtype: codes.first { FrameType(rawValue: $0).infoName == label }
            case .wlanFcType:
                ["Management frame", "Control frame", "Data frame"].firstIndex(of: label).map { UInt8($0) }
            case .eapCode: codes.first { EAPNames.code($0) == label }
            case .eapType: codes.first { EAPNames.type($0) == label }
            case .radiusCode: codes.first { Dissector.radiusName($0) == label }
            default: nil
            }
        return found.map { Int128($0) }
    }
}
