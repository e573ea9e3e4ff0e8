extension Field {
    /// Which bits of which word say the field, where it is less than whole octets; nil where it is not, or Wireshark does
    /// not show them.
    var bits: FieldBits? {
        switch self {
        case .wlanFcVersion, .wlanFcDs: FieldBits(0x03, of: 8)
        case .wlanFcType: FieldBits(0x0C, of: 8)
        case .wlanFcSubtype, .ipVersion: FieldBits(0xF0, of: 8)
        case .wlanFcFrag: FieldBits(0x04, of: 8)
        case .wlanFcRetry: FieldBits(0x08, of: 8)
        case .wlanFcPwrmgt, .radiotapFlagsFcs: FieldBits(0x10, of: 8)
        case .wlanFcMoredata, .eapTlsFlagsStart, .ipFlagsMf: FieldBits(0x20, of: 8)
        case .wlanFcProtected, .eapTlsFlagsMoreFragments, .radiotapFlagsBadfcs, .ipFlagsDf: FieldBits(0x40, of: 8)
        case .wlanFcOrder, .eapTlsFlagsLenIncluded: FieldBits(0x80, of: 8)
        case .radiotapFlagsPreamble: FieldBits(0x02, of: 8)
        case .ipHdrLen: FieldBits(0x0F, of: 8)
        case .ipFragOffset: FieldBits(0x1FFF, of: 16)
        case .wlanDuration: FieldBits(0x7FFF, of: 16)
        case .wlanFrag, .wlanQosTid: FieldBits(0x000F, of: 16)
        case .wlanSeq: FieldBits(0xFFF0, of: 16)
        case .wlanFixedAid: FieldBits(0x3FFF, of: 16)
        case .wlanQosPriority, .rsnaKeyInfoKeydesVersion: FieldBits(0x0007, of: 16)
        case .wlanQosAmsdupresent, .wlanRsnCapabilitiesMfpc, .rsnaKeyInfoKeyAck: FieldBits(0x0080, of: 16)
        case .wlanFixedCapabilitiesEss, .wlanRsnCapabilitiesPreauth: FieldBits(0x0001, of: 16)
        case .wlanRsnCapabilitiesNoPairwise: FieldBits(0x0002, of: 16)
        case .wlanFixedCapabilitiesPrivacy: FieldBits(0x0010, of: 16)
        case .wlanFixedCapabilitiesShortSlotTime, .rsnaKeyInfoError: FieldBits(0x0400, of: 16)
        case .wlanFixedCapabilitiesRadioMeasurement, .rsnaKeyInfoEncryptedKeyData: FieldBits(0x1000, of: 16)
        case .wlanRsnCapabilitiesPtksaReplayCounter: FieldBits(0x000C, of: 16)
        case .wlanRsnCapabilitiesGtksaReplayCounter: FieldBits(0x0030, of: 16)
        case .wlanRsnCapabilitiesMfpr, .rsnaKeyInfoInstall: FieldBits(0x0040, of: 16)
        case .rsnaKeyInfoKeyType: FieldBits(0x0008, of: 16)
        case .rsnaKeyInfoKeyMic: FieldBits(0x0100, of: 16)
        case .rsnaKeyInfoSecure: FieldBits(0x0200, of: 16)
        case .rsnaKeyInfoRequest: FieldBits(0x0800, of: 16)
        default: nil
        }
    }
}

/// Neighbouring bits of a word.
struct FieldBits {
    let mask: UInt16
    let width: Int

    init(_ mask: UInt16, of width: Int) {
        self.mask = mask
        self.width = width
    }

    /// The word with this value in its bits, the others as dots: ".... 10.. = ".
    func text(_ value: Int64) -> String {
        let word = UInt16(truncatingIfNeeded: value) << UInt16(mask.trailingZeroBitCount)
        var text = ""
        for bit in stride(from: width - 1, through: 0, by: -1) {
            let one = UInt16(1) << UInt16(bit)
            text += mask & one == 0 ? "." : word & one == 0 ? "0" : "1"
            if bit > 0, bit.isMultiple(of: 4) { text += " " }
        }
        return text + " = "
    }
}
