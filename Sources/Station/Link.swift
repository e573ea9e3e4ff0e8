internal import Dot11
internal import Octets
internal import RSN

/// How a link is secured.
enum LinkSecurity: Equatable {
    /// Not at all: data flow once the station is associated.
    case open
    /// By an RSN with this suite.
    case rsn(AKM)

    /// The suite; nil for an open link.
    var akm: AKM? {
        if case .rsn(let akm) = self { akm } else { nil }
    }
}

/// The BSS that a station joins or has joined, and what was agreed with it.
struct Link {
    /// The BSS as it was when the station chose it; its channel as it is.
    var bss: BSS
    /// How it is secured.
    let security: LinkSecurity
    /// Whether robust management frames are protected once there are keys: both sides can.
    let negotiatedManagementProtection: Bool
    /// The BSS that it comes from, which makes the request a Reassociation.
    let currentAP: MACAddress?
    /// The RSN element of the request, identifier and length included, empty for an open link; message 2 repeats it.
    let rsnElement: [UInt8]
    /// The kept key that is tried: offered by its PMKID, and given up when the AP asks for EAP all the same.
    var cached: PMKSA?
    /// The key that EAP has made in this association.
    var freshPMK: PMK?
    /// The kept key in use, once known.
    var current: PMKSA?
    /// The name of the kept key under the link while EAP is asked to make another.
    var replaced: PMKID?
    /// How far its keys are.
    var progress = Progress.waiting
    var duplicates = DuplicateDetector()

    /// How far the keys of a link are.
    enum Progress {
        /// EAP or message 1 is awaited, or EAP runs.
        case waiting
        /// Message 2 was sent.
        case fourWayHandshake
        /// The keys are in place.
        case authorized
    }

    /// Whether data may pass.
    var isAuthorized: Bool { progress == .authorized }

    /// The suite; nil for an open link.
    var akm: AKM? { security.akm }

    init(
        bss: BSS, security: LinkSecurity, protection: ManagementFrameProtection, currentAP: MACAddress?, cached: PMKSA?
    ) {
        self.bss = bss
        self.security = security
        negotiatedManagementProtection =
            protection != .disabled && bss.rsnCapabilities.contains(.managementFrameProtectionCapable)
        self.currentAP = currentAP
        self.cached = cached
        var element: [UInt8] = []
        if case .rsn(let akm) = security {
            element.reserveCapacity(40)
            // wpa_supplicant says what it can in any case, and names the cipher, its default too, where it is used.
            element.appendRSNElement(
                akms: [akm], capabilities: protection.capabilities, pmkids: cached.map { [$0.pmkid] } ?? [],
                groupManagementCipher: negotiatedManagementProtection ? .bipCMAC : nil)
        }
        rsnElement = element
    }

    /// The BSS's own RSN element, without identifier and length.
    var bssRSNBody: RawSpan {
        @_lifetime(borrow self)
        get { bss.rsnElement.octets.extracting(min(2, bss.rsnElement.count)..<bss.rsnElement.count) }
    }
}

extension StationConfiguration {
    /// The suites that a station here can use, in the order of preference of wpa_supplicant 2.10
    /// (wpa_supplicant_set_suites).
    static let knownAKMs: [AKM] = [.wpaEAPSHA256, .wpaPSKSHA256, .wpaEAP, .wpaPSK]

    /// How the station would join a BSS; nil if it can't.
    func security(for bss: BSS) -> LinkSecurity? {
        guard bss.ssid == ssid else { return nil }
        if bss.isOpen { return joinsOpen ? .open : nil }
        guard bss.rsnElement.count > 2,
            let element = try? RSNElement(parsing: bss.rsnElement.octets.extracting(2..<bss.rsnElement.count)),
            element.groupCipher == .ccmp, element.pairwiseCiphers.contains(.ccmp),
            canProtect(element)
        else { return nil }
        for akm in Self.knownAKMs where akms.contains(akm) && element.akms.contains(akm) {
            if akm.usesEAP ? eap != nil : psk != nil { return .rsn(akm) }
        }
        return nil
    }

    /// Whether station and BSS agree on management frame protection.
    private func canProtect(_ element: borrowing RSNElement) -> Bool {
        guard managementFrameProtection != .disabled else {
            return !element.capabilities.contains(.managementFrameProtectionRequired)
        }
        guard element.capabilities.contains(.managementFrameProtectionCapable) else {
            return managementFrameProtection == .optional
        }
        return element.groupManagementCipher ?? .bipCMAC == .bipCMAC
    }
}
