#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif
import RADIUS
import TestSupport
import Testing

/// FreeRADIUS of the distribution, with a configuration of its own, at a port of its own.
struct RealServer: ~Copyable {
    let folder: String
    let port: UInt16
    /// The port above it takes accounting, which ``accounted`` shows.
    var accountingPort: UInt16 { port + 1 }
    /// What its detail file says.
    var accounted: String { String(decoding: Program.octets(of: folder + "/detail") ?? [], as: UTF8.self) }

    /// Whether the program is there.
    static func isThere() -> Bool { Program.isThere("freeradius", package: "freeradius") }

    /// - Parameter clientAuthority: in PEM, who certifies clients for EAP-TLS.
    init(tls: String, clientAuthority: [UInt8] = []) throws {
        let made = try #require(Program.output(of: "mktemp -d /tmp/roamlab-freeradius-XXXXXX"))
        folder = String(made.text.dropLast())
        port = UInt16.random(in: 10000..<15000) * 2
        let certificates = """
            cd \(folder)
            openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 30 -subj '/CN=test CA'
            openssl req -newkey rsa:2048 -nodes -keyout server.key -out server.csr -subj '/CN=radius.example.org'
            openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -out server.crt
            cat server.crt ca.pem > server.pem
            """
        _ = Program.output(of: "(\(certificates)) 2>&1")
        Program.write(
            (Program.octets(of: folder + "/ca.pem") ?? []) + clientAuthority, to: folder + "/client-ca.pem")
        Program.write([UInt8]("testuser Cleartext-Password := \"testpasswd\"\n".utf8), to: folder + "/users")
        Program.write([UInt8](configuration(tls: tls).utf8), to: folder + "/radiusd.conf")
        let started = Program.output(of: "PATH=$PATH:/usr/sbin freeradius -d \(folder) 2>&1")
        guard started?.status == 0 else {
            Issue.record("FreeRADIUS does not start: \(started?.text ?? "")")
            return
        }
    }

    deinit { _ = Program.output(of: "kill $(cat \(folder)/radiusd.pid); rm -r \(folder)") }

    private borrowing func configuration(tls: String) -> String {
        """
        prefix = /usr
        localstatedir = \(folder)
        logdir = \(folder)
        raddbdir = \(folder)
        run_dir = \(folder)
        libdir = /usr/lib/freeradius
        pidfile = \(folder)/radiusd.pid
        log {
            destination = files
            file = \(folder)/log
        }
        security {
            reject_delay = 1
        }
        thread pool {
            start_servers = 1
            max_servers = 2
            min_spare_servers = 1
            max_spare_servers = 2
        }
        client lab {
            ipaddr = 127.0.0.1
            secret = lanforge
        }
        modules {
            detail {
                filename = \(folder)/detail
                header = "%t"
                permissions = 0600
                locking = no
            }
            pap {
            }
            chap {
            }
            mschap {
                use_mppe = no
            }
            files {
                filename = \(folder)/users
            }
            eap {
                default_eap_type = tls
                tls-config tls-common {
                    private_key_file = \(folder)/server.key
                    certificate_file = \(folder)/server.pem
                    ca_file = \(folder)/client-ca.pem
                    fragment_size = 1024
                    tls_min_version = "\(min(tls, "1.2"))"
                    tls_max_version = "\(tls)"
                    cipher_list = "DEFAULT@SECLEVEL=\(tls < "1.2" ? 0 : 2)"
                    ecdh_curve = ""
                }
                tls {
                    tls = tls-common
                }
                ttls {
                    tls = tls-common
                    default_eap_type = mschapv2
                    virtual_server = inner
                }
                peap {
                    tls = tls-common
                    default_eap_type = mschapv2
                    virtual_server = inner
                }
                mschapv2 {
                }
                md5 {
                }
                gtc {
                    auth_type = PAP
                }
            }
        }
        server default {
            listen {
                type = auth
                ipaddr = 127.0.0.1
                port = \(port)
            }
            listen {
                type = acct
                ipaddr = 127.0.0.1
                port = \(accountingPort)
            }
            authorize {
                eap {
                    ok = return
                }
            }
            authenticate {
                eap
            }
            accounting {
                detail
            }
        }
        server inner {
            authorize {
                files
                chap
                mschap
                eap {
                    ok = return
                }
                pap
            }
            authenticate {
                Auth-Type PAP {
                    pap
                }
                Auth-Type CHAP {
                    chap
                }
                Auth-Type MS-CHAP {
                    mschap
                }
                eap
            }
        }

        """
    }
}
