internal import Dot11

extension Field {
    /// What a value of the field is called; nil where it has no name.
    func label(of value: Int64) -> String? {
        guard let octet = UInt8(exactly: value) else { return nil }
        switch self {
        case .wlanFcTypeSubtype: return FrameType(rawValue: octet).infoName
        case .wlanFcType: return octet < 3 ? ["Management frame", "Control frame", "Data frame"][Int(octet)] : nil
        case .eapCode: return octet <= 6 ? EAPNames.code(octet) : nil
        case .eapType, .eapDesiredType:
            let name = EAPNames.type(octet)
            return name.hasPrefix("Unknown") ? nil : name
        case .radiusCode:
            let name = Dissector.radiusName(octet)
            return name.hasPrefix("Unknown") ? nil : name
        case _ where type == .boolean: return octet == 0 ? "False" : "True"
        default: return nil
        }
    }

    /// The number that a filter may name by Wireshark's word for it: `eap.code == "Success"`.
    func value(labelled label: String) -> Int128? {
        guard hasLabels else { return nil }
        return (Int64(0)...255).first { self.label(of: $0) == label }.map { Int128($0) }
    }

    /// Whether filters may name the field's values.
    var hasLabels: Bool {
        switch self {
        case .wlanFcTypeSubtype, .wlanFcType, .eapCode, .eapType, .radiusCode: true
        default: false
        }
    }
}
