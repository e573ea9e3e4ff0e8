#if Console
    import History
    import TestSupport
    import Testing

    @Suite struct RunHistoryTests {
        @Test func aFileIsMadeWhereThereIsNone() throws {
            let path = try #require(Program.newFolder()) + "/history.sqlite"
            _ = try RunHistory(path: path)
            #expect(Program.octets(of: path) != nil)
        }
    }
#endif
