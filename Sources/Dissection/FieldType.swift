/// What a field's values are, and with that what a filter may do with them.
enum FieldType: Equatable, Sendable {
    /// A protocol: the octets from its header on.
    case `protocol`
    /// There or not, without a value.
    case none
    case unsigned(bits: Int)
    case signed(bits: Int)
    case boolean
    case address
    case ipv4
    case octets
    case text
    /// Nanoseconds, written in seconds.
    case time
    case double
}

extension Field {
    /// What the field's values are, as `tshark -G fields` of 4.0 lists them.
    var type: FieldType {
        switch self {
        case .frame, .radiotap, .prism, .ppi, .wlanRadio, .wlan, .wlanMgt, .llc, .data, .eapol, .eap, .tls,
            .radius, .eth, .vlan, .sll, .arp, .ip, .ipv6, .udp, .tcp, .icmp, .dhcp, .malformed:
            .protocol
        case .frameNumber, .frameLen, .frameCapLen, .frameInterfaceId, .radiotapChannelFreq, .radiotapAntenna,
            .wlanRadioChannel, .wlanFcs, .wlanFixedBeacon, .wlanTagLength, .wlanRsnGcs, .wlanRsnPcs,
            .wlanRsnAkms, .wlanRsnGmcs, .eapTlsLen, .eapTlsReassembledLen, .radiusNASPort, .radiusServiceType,
            .radiusFramedMTU, .radiusSessionTimeout, .radiusNASPortType, .radiusAcctStatusType,
            .radiusAcctDelayTime, .radiusAcctInputOctets, .radiusAcctOutputOctets, .radiusAcctAuthentic,
            .radiusAcctSessionTime, .radiusAcctInputPackets, .radiusAcctOutputPackets, .radiusAcctTerminateCause,
            .radiusAcctInputGigawords, .radiusAcctOutputGigawords, .radiusAcctInterimInterval, .dhcpId:
            .unsigned(bits: 32)
        case .frameTimeEpoch, .frameTimeRelative, .frameTimeDelta:
            .time
        case .radiotapVersion, .radiotapFlags, .wlanFcVersion, .wlanFcType, .wlanFcSubtype, .wlanFlags,
            .wlanFcDs, .wlanFixedActionCode, .wlanFixedDialogToken, .wlanTagNumber, .wlanTagVendorOuiType,
            .wlanSupportedRates, .wlanExtendedSupportedRates, .wlanDsCurrentChannel, .wlanRsnGcsType,
            .wlanRsnPcsType, .wlanRsnAkmsType, .wlanRsnGmcsType, .wlanMobilityDomainFtCapab, .wlanFtSubelemId,
            .wlanFtSubelemLen, .llcDsap, .llcSsap, .eapolVersion, .eapolType, .eapolKeydesType, .rsnaMsgnr,
            .eapCode, .eapId, .eapType, .eapDesiredType, .eapTlsFlags, .tlsRecordContentType, .tlsHandshakeType,
            .tlsAlertMessageLevel, .tlsAlertMessageDesc, .radiusCode, .radiusId, .radiusAvpType,
            .radiusAvpLength, .ipVersion, .ipHdrLen, .ipTtl, .ipProto, .icmpType, .icmpCode, .dhcpType,
            .dhcpOptionType, .dhcpOptionDhcp:
            .unsigned(bits: 8)
        case .radiotapMactime, .wlanFixedTimestamp, .eapolKeydesReplayCounter:
            .unsigned(bits: 64)
        case .radiotapFlagsPreamble, .radiotapFlagsFcs, .radiotapFlagsBadfcs, .wlanFcTods, .wlanFcFromds,
            .wlanFcFrag, .wlanFcRetry, .wlanFcPwrmgt, .wlanFcMoredata, .wlanFcProtected, .wlanFcOrder,
            .wlanQosAmsdupresent, .wlanFixedCapabilitiesEss, .wlanFixedCapabilitiesPrivacy,
            .wlanFixedCapabilitiesShortSlotTime, .wlanFixedCapabilitiesRadioMeasurement,
            .wlanRsnCapabilitiesPreauth, .wlanRsnCapabilitiesNoPairwise, .wlanRsnCapabilitiesMfpr,
            .wlanRsnCapabilitiesMfpc, .rsnaKeyInfoKeyType, .rsnaKeyInfoInstall, .rsnaKeyInfoKeyAck,
            .rsnaKeyInfoKeyMic, .rsnaKeyInfoSecure, .rsnaKeyInfoError, .rsnaKeyInfoRequest,
            .rsnaKeyInfoEncryptedKeyData, .eapTlsFlagsLenIncluded, .eapTlsFlagsMoreFragments, .eapTlsFlagsStart,
            .ipFlagsDf, .ipFlagsMf:
            .boolean
        case .radiotapDatarate, .wlanRadioDataRate:
            .double
        case .radiotapDbmAntsignal, .radiotapDbmAntnoise, .wlanRadioSignalDbm:
            .signed(bits: 8)
        case .wlanRa, .wlanTa, .wlanDa, .wlanSa, .wlanBssid, .wlanAddr, .wlanFixedCurrentAp, .wlanFixedStaAddress,
            .wlanFixedTargetApAddress, .ethDst, .ethSrc,
            .ethAddr, .arpSrcHwMac, .arpDstHwMac, .dhcpHwMacAddr:
            .address
        case .wlanFixedAll, .wlanTaggedAll, .wlanTag, .wlanRsnPcsList, .wlanRsnAkmsList, .wlanRsnPmkidList,
            .eapTlsFragments, .tlsRecord, .tlsHandshake, .tlsChangeCipherSpec:
            .none
        case .wlanTagOui, .wlanRsnGcsOui, .wlanRsnPcsOui, .wlanRsnAkmsOui, .wlanRsnGmcsOui, .llcOui,
            .tlsHandshakeLength:
            .unsigned(bits: 24)
        case .wlanSsid, .wlanPmkidAkms, .wlanRsnIePmkid, .wlanFtMic, .wlanFtAnonce, .wlanFtSnonce,
            .wlanFtSubelemR0khId, .wlanFtSubelemR1khId, .eapolKeydesKeyIv, .rsnaNonce, .rsnaRsc, .rsnaId,
            .rsnaMic, .rsnaData, .tlsAppData, .radiusAuthenticator, .radiusAvp, .radiusState, .radiusClass,
            .radiusVendorSpecific, .radiusEapFragment, .radiusMessageAuthenticator:
            .octets
        case .wlanCountryInfoCode, .eapIdentity, .tlsHandshakeExtensionsServerName, .radiusUserName,
            .radiusReplyMessage, .radiusCalledStationId, .radiusCallingStationId, .radiusNASIdentifier,
            .radiusAcctSessionId, .radiusAcctMultiSessionId, .radiusConnectInfo,
            .radiusChargeableUserIdentity:
            .text
        case .dataLen:
            .signed(bits: 32)
        case .radiusNASIPAddress, .arpSrcProtoIpv4, .arpDstProtoIpv4, .ipSrc, .ipDst, .ipAddr, .dhcpIpClient,
            .dhcpIpYour:
            .ipv4
        default: .unsigned(bits: 16)
        }
    }
}
