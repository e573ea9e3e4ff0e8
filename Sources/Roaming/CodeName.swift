/// What status and reason codes mean, in a few words.
enum CodeName {
    /// "status 17, it can't take another station" (802.11-2020, Table 9-50).
    static func status(_ code: UInt16) -> String {
        let meaning: String? =
            switch code {
            case 1: "refused for no stated reason"
            case 10: "the capabilities don't match"
            case 11: "it can't confirm that the association exists"
            case 12: "refused for a reason outside of the standard"
            case 13: "it doesn't support the authentication algorithm"
            case 14: "the sequence of authentication frames is wrong"
            case 15: "the challenge failed"
            case 16: "it waited too long for the next frame"
            case 17: "it can't take another station"
            case 18: "the station doesn't support the basic rates"
            case 27: "it takes no station without HT"
            case 28: "the R0 key holder can't be reached"
            case 30: "try again later"
            case 31: "a policy of robust management frames was violated"
            case 34: "conditions on the channel are poor"
            case 37: "the request was declined"
            case 40: "an element is not valid"
            case 41: "the group cipher is not valid"
            case 42: "the pairwise cipher is not valid"
            case 43: "the AKM is not valid"
            case 44: "the RSN version is not supported"
            case 45: "the RSN capabilities are not valid"
            case 46: "policy refuses the cipher"
            case 53: "it knows no such PMKID"
            case 54: "the mobility domain is another"
            case 55: "the Fast BSS Transition element is wrong"
            case 76: "an anti-clogging token is required"
            case 77: "it doesn't support the group"
            case 82: "refused, with a suggestion of another BSS"
            case 104: "it takes no station without VHT"
            case 112: "FILS failed"
            case 113: "it doesn't know the authentication server"
            case 123: "it doesn't know the password identifier"
            default: nil
            }
        return "status \(code)" + (meaning.map { ", " + $0 } ?? "")
    }

    /// "reason 3, the sender leaves" (802.11-2020, Table 9-49).
    static func reason(_ code: UInt16) -> String {
        let meaning: String? =
            switch code {
            case 1: "unspecified"
            case 2: "the authentication is no longer valid"
            case 3: "the sender leaves"
            case 4: "inactivity"
            case 5: "the AP has too many stations"
            case 6: "a class 2 frame from a station that isn't authenticated"
            case 7: "a class 3 frame from a station that isn't associated"
            case 8: "the sender leaves the BSS"
            case 9: "association asked for without authentication"
            case 13: "an element is not valid"
            case 14: "a MIC failed"
            case 15: "the 4-way handshake timed out"
            case 16: "the group key handshake timed out"
            case 17: "the handshake's elements differ from the request or the beacon"
            case 18: "the group cipher is not valid"
            case 19: "the pairwise cipher is not valid"
            case 20: "the AKM is not valid"
            case 23: "802.1X authentication failed"
            case 24: "policy refuses the cipher"
            case 34: "too many frames were not acknowledged"
            default: nil
            }
        return "reason \(code)" + (meaning.map { ", " + $0 } ?? "")
    }
}
