import Handshakes
import Octets
import Testing
import Timeline

/// 802.11-2020, 11.13, with the times of hostapd's assoc_sa_query_max_timeout (1000) and assoc_sa_query_retry_timeout (201).
@Suite struct SAQueryTests {
    private func instant(_ units: UInt64) -> Instant { .zero + .microseconds(1024 * units) }

    @Test func fiveRequestsAreSentBeforeThePeerCountsAsGone() throws {
        var random = RandomSource.seeded(1, stream: 1)
        var query = SAQuery()
        #expect(query.deadline == nil)
        _ = query.begin(random: &random, at: .zero)
        for count: UInt64 in 1...4 {
            #expect(query.deadline == instant(201 * count))
            #expect(query.remaining(at: instant(201 * count)) == 1000 - 201 * Int(count))
            guard case .ask = query.wake(random: &random, at: instant(201 * count)) else {
                Issue.record("no request \(count)")
                return
            }
        }
        #expect(query.isAsking && query.deadline == instant(1005))
        guard case .timedOut = query.wake(random: &random, at: instant(1005)) else {
            Issue.record("it does not end")
            return
        }
        #expect(query.hasTimedOut && query.deadline == nil)
    }

    @Test func theAnswerToAnyRequestEndsItAndNoOther() throws {
        var random = RandomSource.seeded(2, stream: 1)
        var query = SAQuery()
        let first = query.begin(random: &random, at: .zero)
        guard case .ask(let second) = query.wake(random: &random, at: instant(201)) else {
            Issue.record("no second request")
            return
        }
        #expect(first != second)
        let stranger = (0...2).map { UInt16($0) }.first { $0 != first && $0 != second }
        query.receiveResponse(try #require(stranger))
        #expect(query.isAsking)
        query.receiveResponse(first)
        #expect(!query.isAsking && !query.hasTimedOut)
        query.receiveResponse(second)
        #expect(!query.isAsking)
    }

    /// Category 8, action, transaction identifier (9.6.9).
    @Test func framesAreReadAsTheyAreWritten() {
        var body: [UInt8] = []
        body.appendSAQuery(.response, 0xBBAA)
        #expect(body == [8, 1, 0xAA, 0xBB])
        let read = SAQuery.read(body.octets)
        #expect(read?.action == .response && read?.transaction == 0xBBAA)
        for other: [UInt8] in [[], [8], [8, 0, 1], [8, 2, 0, 0], [7, 0, 0, 0]] {
            #expect(SAQuery.read(other.octets) == nil)
        }
    }
}
