import TestSupport
import Testing

/// hostapd of the distribution as a RADIUS server that lets clients resume their TLS sessions.
struct RealAuthenticator: ~Copyable {
    let folder: String
    let port: UInt16

    /// Whether the program is there.
    static func isThere() -> Bool { Program.isThere("hostapd", package: "hostapd") }

    /// - Parameter clientAuthority: in PEM, who certifies clients for EAP-TLS.
    init(clientAuthority: [UInt8]) throws {
        folder = try #require(Program.newFolder())
        port = UInt16.random(in: 20000..<30000)
        let certificates = """
            cd \(folder)
            openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 30 -subj '/CN=test CA'
            openssl req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj '/CN=radius.example.org'
            openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -out server.pem
            """
        _ = Program.output(of: "(\(certificates)) 2>&1")
        Program.write(clientAuthority, to: folder + "/client-ca.pem")
        Program.write([UInt8]("127.0.0.1/32 lanforge\n".utf8), to: folder + "/clients")
        let users = """
            "anonymous" TTLS,PEAP,TLS
            "testuser" TTLS-PAP,MSCHAPV2 "testpasswd" [2]

            """
        Program.write([UInt8](users.utf8), to: folder + "/users")
        let configuration = """
            driver=none
            interface=radius0
            eap_server=1
            eap_user_file=\(folder)/users
            ca_cert=\(folder)/client-ca.pem
            server_cert=\(folder)/server.pem
            private_key=\(folder)/server.key
            tls_session_lifetime=3600
            tls_flags=[ENABLE-TLSv1.3]
            radius_server_clients=\(folder)/clients
            radius_server_auth_port=\(port)

            """
        Program.write([UInt8](configuration.utf8), to: folder + "/hostapd.conf")
        let command = "PATH=$PATH:/usr/sbin hostapd -B -P \(folder)/pid -f \(folder)/log \(folder)/hostapd.conf"
        let started = Program.output(of: command + " > /dev/null 2>&1")
        guard started?.status == 0 else {
            Issue.record("hostapd does not start: \(started?.text ?? "")")
            return
        }
    }

    deinit { _ = Program.output(of: "kill $(cat \(folder)/pid)") }
}
