internal import Dot11

/// Rates in units of 500 kb/s, as a station that can use all of them lists them (802.11-2020, 9.4.2.3 and 9.4.2.12).
enum SupportedRates {
    /// 1 to 18 Mb/s: the first eight in 2.4 GHz.
    static let first2GHz: [UInt8] = [0x02, 0x04, 0x0B, 0x16, 0x0C, 0x12, 0x18, 0x24]
    /// 24 to 54 Mb/s: the rest in 2.4 GHz.
    static let extended2GHz: [UInt8] = [0x30, 0x48, 0x60, 0x6C]
    /// 6 to 54 Mb/s: all that there are in 5 GHz.
    static let all5GHz: [UInt8] = [0x0C, 0x12, 0x18, 0x24, 0x30, 0x48, 0x60, 0x6C]
}

/// What a two-stream 802.11n station with wpa_supplicant 2.10 says of itself in its requests.
enum StationCapabilities {
    /// HT Capabilities: 40 MHz, greenfield, short guard intervals, two streams (802.11-2020, 9.4.2.55).
    static let ht: [UInt8] =
        [0x7E, 0x10, 0x1B, 0xFF, 0xFF] + Array(repeating: 0, count: 10) + [0x01]
        + Array(repeating: 0, count: 10)
    /// Extended Capabilities: BSS Transition among others (802.11-2020, 9.4.2.26).
    static let extended: [UInt8] = [0x04, 0x00, 0x4A, 0x02, 0x01, 0x40, 0x40, 0x40, 0x00, 0x01, 0x20]
    /// RM Enabled Capabilities: Beacon reports, passive, active and from a table (802.11-2020, 9.4.2.44).
    static let radioMeasurement: [UInt8] = [0x70, 0x00, 0x00, 0x00, 0x00]
    /// WMM information element: version 1, no U-APSD (Wi-Fi Alliance WMM 1.2, 2.2.1).
    static let wmm: [UInt8] = [0x00, 0x50, 0xF2, 0x02, 0x00, 0x01, 0x00]
    /// Operating classes 81 to 84 and 115 to 130 (802.11-2020, Table E-4).
    static let operatingClasses: [UInt8] = [81, 82, 83, 84] + Array(115...130)
}
