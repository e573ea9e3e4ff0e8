public import Configuration
public import EAPMethods
public import RADIUS
public import RADIUSServer

extension RADIUSServerConfiguration {
    /// A server that lets in the users of a file; of a name that stands there twice the first entry counts.
    ///
    /// - Parameters:
    ///   - secret: the secret shared with every NAS.
    ///   - tls: the server's side of TLS.
    ///   - file: who may authenticate, and what the Access-Accept says of their sessions.
    public init(secret: RADIUSSecret, tls: TLSContext, users file: UsersFile) {
        var passwords = UserPasswords()
        var sessions: [[UInt8]: SessionAttributes] = [:]
        for user in file.users where passwords[user.name] == nil {
            passwords[user.name] = Password(user.password.octets)
            guard user.sessionTimeout != nil || user.requestsReauthentication != nil else { continue }
            sessions[user.name] = SessionAttributes(
                timeout: user.sessionTimeout, requestsReauthentication: user.requestsReauthentication)
        }
        self.init(secret: secret, eap: EAPServerConfiguration(tls: tls, users: passwords))
        self.sessions = sessions
    }
}
