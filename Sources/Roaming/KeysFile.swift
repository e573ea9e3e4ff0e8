public import Octets
public import RSN

/// Keys that are known: a text with one a line, "station BSSID AKM PMK"; what follows `#` is a comment.
///
/// ```
/// # station         bssid             akm     pmk
/// 02:00:00:00:00:01 02:00:00:00:01:00 WPA-EAP 0123…cdef
/// ```
///
/// The BSSID is that of the BSS where the key was made, and tells OKC from PMKSA caching.
public struct KeysFile: Sendable {
    /// One key.
    public struct Entry: Sendable {
        /// Whose key it is.
        public var station: MACAddress
        /// Where it was made.
        public var bssid: MACAddress
        /// By which AKM.
        public var akm: AKM
        /// The key; it is never printed.
        public var pmk: PMK

        /// A known key.
        public init(station: MACAddress, bssid: MACAddress, akm: AKM, pmk: PMK) {
            self.station = station
            self.bssid = bssid
            self.akm = akm
            self.pmk = pmk
        }
    }

    /// Why a line could not be read.
    public struct LineError: Error, Equatable, Sendable, CustomStringConvertible {
        /// The line's number, counted from 1.
        public var line: Int
        /// What should have stood there.
        public var expected: String

        /// "line 3: expected a PMK of 64 or 96 hexadecimal digits".
        public var description: String { "line \(line): expected \(expected)" }
    }

    /// The keys, in the file's order.
    public var entries: [Entry] = []
    /// Keys of which neither station nor BSS is known: they are tried for all.
    public var pmks: [PMK] = []
    /// Passphrases of 8 to 63 octets: each is tried as that of every network with a pre-shared key.
    public var passphrases: [String] = []

    /// No key at all.
    public init() {}

    /// Reads a keys file.
    public init(parsing text: String) throws(LineError) {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let content = line.prefix { $0 != "#" }
            let fields = content.split { $0 == " " || $0 == "\t" || $0 == "\r" }
            if fields.isEmpty { continue }
            func expected(_ what: String) -> LineError { LineError(line: index + 1, expected: what) }
            guard fields.count == 4 else { throw expected("four fields: station, BSSID, AKM, PMK") }
            guard let station = MACAddress(fields[0]) else { throw expected("a station's address") }
            guard let bssid = MACAddress(fields[1]) else { throw expected("a BSSID") }
            guard let akm = AKM(name: fields[2]) else { throw expected("an AKM as hostapd spells it") }
            guard let pmk = PMK(hexadecimal: fields[3]) else {
                throw expected("a PMK of 64 or 96 hexadecimal digits")
            }
            entries.append(Entry(station: station, bssid: bssid, akm: akm, pmk: pmk))
        }
    }
}
