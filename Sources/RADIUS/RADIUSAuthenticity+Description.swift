extension RADIUSAuthenticity: CustomStringConvertible {
    /// The finding in words, for a log or a report.
    public var description: String {
        switch self {
        case .authentic: "authentic"
        case .messageAuthenticatorMissing: "no Message-Authenticator"
        case .messageAuthenticatorMalformed: "malformed Message-Authenticator"
        case .messageAuthenticatorWrong: "wrong Message-Authenticator (is the shared secret the same?)"
        case .responseAuthenticatorWrong: "wrong Response Authenticator (is the shared secret the same?)"
        case .requestAuthenticatorWrong: "wrong Request Authenticator (is the shared secret the same?)"
        }
    }
}

extension RADIUSClient.Failure: CustomStringConvertible {
    /// The reason in words, for a report.
    public var description: String {
        switch self {
        case .noReply(let attempts): "no reply from RADIUS after \(attempts) attempts"
        case .noAuthenticReply(let replies, let last): "\(replies) replies from RADIUS, none authentic: \(last)"
        case .tooManyRequests: "too many RADIUS requests on their way"
        }
    }
}
