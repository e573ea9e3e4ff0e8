extension Field {
    /// Under which fields the field stands in a tree; the innermost that is open is taken, and none where it is a layer
    /// of its own.
    var parents: [Field] {
        switch self {
        case .tls: [.eap]
        case .eap: [.radiusAvp]
        case _ where type == .protocol: []
        case .wlanFcVersion, .wlanFcType, .wlanFcSubtype, .wlanFlags: [.wlanFc]
        case .wlanFcDs, .wlanFcTods, .wlanFcFromds, .wlanFcFrag, .wlanFcRetry, .wlanFcPwrmgt, .wlanFcMoredata,
            .wlanFcProtected, .wlanFcOrder:
            [.wlanFlags]
        case .wlanQosTid, .wlanQosPriority, .wlanQosAmsdupresent: [.wlanQos]
        case .radiotapFlagsPreamble, .radiotapFlagsFcs, .radiotapFlagsBadfcs: [.radiotapFlags]
        case .wlanFixedAll, .wlanTaggedAll: [.wlanMgt]
        case .wlanFixedCapabilitiesEss, .wlanFixedCapabilitiesPrivacy, .wlanFixedCapabilitiesShortSlotTime,
            .wlanFixedCapabilitiesRadioMeasurement:
            [.wlanFixedCapabilities]
        case .wlanFixedTimestamp, .wlanFixedBeacon, .wlanFixedCapabilities, .wlanFixedListenIval, .wlanFixedCurrentAp,
            .wlanFixedStatusCode, .wlanFixedAid, .wlanFixedAuthAlg, .wlanFixedAuthSeq, .wlanFixedReasonCode,
            .wlanFixedCategoryCode, .wlanFixedActionCode, .wlanFixedDialogToken, .wlanFixedStaAddress,
            .wlanFixedTargetApAddress:
            [.wlanFixedAll, .wlanMgt]
        case .wlanTag: [.wlanTaggedAll, .rsnaData]
        case .wlanRsnGcsOui, .wlanRsnGcsType: [.wlanRsnGcs]
        case .wlanRsnPcs: [.wlanRsnPcsList]
        case .wlanRsnPcsOui, .wlanRsnPcsType: [.wlanRsnPcs]
        case .wlanRsnAkms: [.wlanRsnAkmsList]
        case .wlanRsnAkmsOui, .wlanRsnAkmsType: [.wlanRsnAkms]
        case .wlanRsnCapabilitiesPreauth, .wlanRsnCapabilitiesNoPairwise, .wlanRsnCapabilitiesPtksaReplayCounter,
            .wlanRsnCapabilitiesGtksaReplayCounter, .wlanRsnCapabilitiesMfpr, .wlanRsnCapabilitiesMfpc:
            [.wlanRsnCapabilities]
        case .wlanPmkidAkms: [.wlanRsnPmkidList]
        case .wlanRsnGmcsOui, .wlanRsnGmcsType: [.wlanRsnGmcs]
        case _ where isOfElement: [.wlanTag]
        case .rsnaKeyInfoKeydesVersion, .rsnaKeyInfoKeyType, .rsnaKeyInfoInstall, .rsnaKeyInfoKeyAck,
            .rsnaKeyInfoKeyMic, .rsnaKeyInfoSecure, .rsnaKeyInfoError, .rsnaKeyInfoRequest,
            .rsnaKeyInfoEncryptedKeyData:
            [.rsnaKeyInfo]
        case .rsnaMsgnr, .rsnaKeyInfo, .rsnaNonce, .rsnaRsc, .rsnaId, .rsnaMic, .rsnaDataLen, .rsnaData: [.eapol]
        case .eapTlsFlagsLenIncluded, .eapTlsFlagsMoreFragments, .eapTlsFlagsStart: [.eapTlsFlags]
        case .eapTlsReassembledLen: [.eapTlsFragments]
        case .tlsRecord: [.tls]
        case .tlsRecordContentType, .tlsRecordVersion, .tlsRecordLength, .tlsHandshake, .tlsChangeCipherSpec,
            .tlsAppData, .tlsAlertMessageLevel, .tlsAlertMessageDesc:
            [.tlsRecord]
        case .tlsHandshakeType, .tlsHandshakeLength, .tlsHandshakeVersion, .tlsHandshakeCiphersuite,
            .tlsHandshakeExtensionType, .tlsHandshakeExtensionsServerName:
            [.tlsHandshake]
        case .radiusAvp: [.radius]
        case .radiusCode, .radiusId, .radiusLength, .radiusAuthenticator: [.radius]
        case _ where rawValue.hasPrefix("radius."): [.radiusAvp]
        default: layer.map { [$0] } ?? []
        }
    }

    /// Whether the field is a part of an element's body.
    private var isOfElement: Bool {
        let prefixes = [
            "wlan.tag.", "wlan.ssid", "wlan.supported_rates", "wlan.extended_supported_rates", "wlan.ds.",
            "wlan.country_info.", "wlan.rsn.", "wlan.mobility_domain.", "wlan.ft.",
        ]
        return prefixes.contains { rawValue.hasPrefix($0) }
    }

    /// The layer that the field's name begins with: `eapol` of `eapol.keydes.type`.
    private var layer: Field? { rawValue.split(separator: ".").first.flatMap { Field(name: $0) } }

    /// Whether the tree leaves the field out: it repeats what another says, for filters alone.
    var isHidden: Bool {
        switch self {
        case .wlanAddr, .ethAddr, .ipAddr, .udpPort, .wlanFcTods, .wlanFcFromds: true
        default: false
        }
    }
}
