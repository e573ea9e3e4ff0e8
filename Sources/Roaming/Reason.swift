/// Why an association failed, or why a roam was not fast; the first that applies.
public enum Reason: Hashable, Sendable {
    /// The AP refused the Authentication request, with a status code (802.11-2020, Table 9-50).
    case authenticationRejected(status: UInt16)
    /// The AP refused the (Re)Association Request, with a status code.
    case rejected(status: UInt16)
    /// The AP refused a Fast BSS Transition, with a status code.
    case ftRejected(status: UInt16)
    /// The station's request was sent again and again, and nothing came back.
    case noResponse
    /// EAP began and did not end: its last packet was never answered.
    case eapTimeout
    /// EAP ended with EAP-Failure.
    case eapFailure
    /// Message 2 does not verify with the key that is known.
    case micFailure
    /// The 4-way handshake stopped after this message.
    case fourWayTimeout(lastMessage: Int)
    /// A Deauthentication or Disassociation ended it; its reason code is nil where it was encrypted.
    case deauthenticated(reason: UInt16?)
    /// The station uses another AKM than before, so its key cannot serve.
    case akmChanged
    /// The station offered no PMKID.
    case noPMKIDOffered
    /// The PMKID that the station offered belongs to another BSSID.
    case pmkidOfOtherBSSID
    /// The PMKID that the station offered does not derive from its current PMK.
    case pmkidWrong
    /// The station sent EAPOL-Start before the AP's first EAP request, which makes an AP forget the key.
    case eapolStart
    /// The AP did not know the key: no OKC there, another key holder, or expired.
    case pmkidNotAccepted
    /// The capture lacks the frames that would tell.
    case incompleteCapture

    /// The code in `results.json`.
    public var code: String {
        switch self {
        case .authenticationRejected: "authentication-rejected"
        case .rejected: "rejected"
        case .ftRejected: "ft-rejected"
        case .noResponse: "no-response"
        case .eapTimeout: "eap-timeout"
        case .eapFailure: "eap-failure"
        case .micFailure: "mic-failure"
        case .fourWayTimeout: "four-way-timeout"
        case .deauthenticated: "deauthenticated"
        case .akmChanged: "akm-changed"
        case .noPMKIDOffered: "no-pmkid-offered"
        case .pmkidOfOtherBSSID: "pmkid-of-other-bssid"
        case .pmkidWrong: "pmkid-wrong"
        case .eapolStart: "eapol-start"
        case .pmkidNotAccepted: "pmkid-not-accepted"
        case .incompleteCapture: "incomplete-capture"
        }
    }

    /// The status code that came with a refusal.
    public var status: UInt16? {
        switch self {
        case .authenticationRejected(let status), .rejected(let status), .ftRejected(let status): status
        default: nil
        }
    }

    /// The reason code of the Deauthentication or Disassociation that ended it.
    public var deauthenticationReason: UInt16? {
        if case .deauthenticated(let reason) = self { reason } else { nil }
    }

    /// The last message of a 4-way handshake that stopped.
    public var lastMessage: Int? {
        if case .fourWayTimeout(let message) = self { message } else { nil }
    }
}
