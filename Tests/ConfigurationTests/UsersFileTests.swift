import Configuration
import Testing

@Suite struct UsersFileTests {
    @Test func anEntryGivesANameItsPassword() throws {
        let text = """
            # comment
            testuser Cleartext-Password := "testpasswd" # said twice in the seed
            "John Doe"\tCleartext-Password := "say \\"hello\\""
            \tReply-Message = "Hello"
            DEFAULT Auth-Type := Reject
            """
        let users = try UsersFile(parsing: text, file: "users")
        #expect(users.users.map(\.name) == [Array("testuser".utf8), Array("John Doe".utf8)])
        #expect(users.password(of: Array("testuser".utf8)) == Secret(Array("testpasswd".utf8)))
        #expect(users.password(of: Array("John Doe".utf8)) == Secret(Array("say \"hello\"".utf8)))
        #expect(users.password(of: Array("nobody".utf8)) == nil)
        #expect(users.notes.map(\.line) == [4, 5])
    }

    /// The form of users(5) in FreeRADIUS.
    @Test func indentedLinesSayWhatTheReplyHolds() throws {
        let text = """
            a Cleartext-Password := "x"
            \tSession-Timeout = 30,
            \tTermination-Action = RADIUS-Request
            b Cleartext-Password := "x"
              Session-Timeout := 4,Termination-Action = Default # both
            c Cleartext-Password := "x"
            \tReply-Message = "Hello, you", Session-Timeut = 4
            """
        let file = try UsersFile(parsing: text, file: "users")
        #expect(file.users.map(\.sessionTimeout) == [30, 4, nil])
        #expect(file.users.map(\.requestsReauthentication) == [true, false, nil])
        #expect(
            file.notes.map(\.description) == [
                "users:7: note: Reply-Message has no effect here",
                "users:7: note: Session-Timeut has no effect here; did you mean Session-Timeout?",
            ])
        for wrong in [
            "Session-Timeout = long", "Session-Timeout = 4294967296", "Session-Timeout 4", "Termination-Action = 2",
        ] {
            #expect(throws: ConfigurationError.self) {
                try UsersFile(parsing: "a Cleartext-Password := x\n\t\(wrong)\n", file: "users")
            }
        }
    }

    @Test func whatIsNoEntryIsRefusedWithoutShowingAPassword() {
        do {
            _ = try UsersFile(
                parsing: "a Cleartext-Password == \"x\"\nb Cleartext-Password := \"y\nc secret\n", file: "users")
            Issue.record("accepted")
        } catch {
            #expect(
                error.diagnostics.map(\.description) == [
                    "users:1: a password is set with := (any other operator compares)",
                    "users:2: a quotation is not closed",
                    "users:3: an entry is: name Cleartext-Password := \"password\"",
                ])
        }
    }
}
