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
