#if Console
    internal import Capture
    internal import Dissection
    internal import Foundation
    internal import HTTPTypes
    internal import Hummingbird
    internal import NIOCore
    internal import Octets

    /// `/captures/{id}/packets` and `/export`: the packet list in pages.
    enum PacketRoutes {
        /// Rows of a page at most.
        private static let rowLimit = 1000
        /// How long a page waits for its rows, in milliseconds; what was found by then is answered.
        private static let patience = 250

        static func add(to api: RouterGroup<ConsoleContext>, _ store: CaptureStore) {
            let names = VendorNames(
                manuf: FileOctets.read("/usr/share/wireshark/manuf") ?? [],
                wellKnown: FileOctets.read("/usr/share/wireshark/wka") ?? [])
            api.get("captures/:id/packets") { request, context in
                let capture = try CaptureRoutes.capture(context, store)
                let parameters = request.query
                return try await refusing { () async throws -> Response in
                    let columns = try parameters["columns"].map { try PacketColumn.list($0) }
                    return JSONAnswer.response(
                        try await page(
                            of: capture, filter: parameters["filter"] ?? "",
                            from: max(0, parameters["from"].flatMap { Int($0) } ?? 0),
                            limit: min(max(0, parameters["limit"].flatMap { Int($0) } ?? 100), rowLimit),
                            columns: columns ?? PacketColumn.standard, names: names))
                }
            }
            api.get("captures/:id/packets/:n") { _, context in
                let capture = try CaptureRoutes.capture(context, store)
                let name = try context.parameters.require("n")
                guard let number = Int(name) else { throw Problem.notFound("packet \(name)") }
                await wait(capture) { capture.index.count >= number }
                guard let description = try capture.description(of: number, names: names) else {
                    throw Problem.notFound("packet \(number)")
                }
                return JSONAnswer.response(description)
            }
            api.get("captures/:id/export") { request, context in
                let capture = try CaptureRoutes.capture(context, store)
                let filter = request.query["filter"] ?? ""
                let packets = try await refusing { try capture.packets(filter) }
                let isRevealed = request.query["reveal"] == "1"
                return Response(
                    status: .ok,
                    headers: [
                        .contentType: "application/x-pcapng",
                        .contentDisposition: "attachment; filename=\"\(capture.source.id).pcapng\"",
                    ],
                    body: ResponseBody { writer in
                        var export = try capture.export(withSecrets: isRevealed)
                        var place = 0
                        while true {
                            let isWhole = capture.isIndexed && packets.judgedCount == capture.index.count
                            let numbers = packets.numbers(from: place, limit: 1024)
                            if !numbers.isEmpty || isWhole && place == 0 {
                                try await writer.write(ByteBuffer(bytes: try export.octets(of: numbers)))
                                place += numbers.count
                            }
                            if numbers.isEmpty, isWhole { break }
                            if numbers.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
                        }
                        try await writer.finish(nil)
                    })
            }
        }

        private static func page(
            of capture: OpenCapture, filter: String, from first: Int, limit: Int, columns: [PacketColumn],
            names: VendorNames
        ) async throws -> PacketPage {
            capture.readOn()
            let isFiltered = !filter.allSatisfy { $0.isWhitespace }
            guard isFiltered else {
                await wait(capture) { capture.index.count >= first + limit || capture.isIndexed }
                let isWhole = capture.isIndexed
                let count = capture.index.count
                let numbers = first < count ? Array(first + 1...min(count, first + max(1, limit))) : []
                let rows = try capture.rows(limit > 0 ? numbers : [], columns: columns, names: names)
                return PacketPage(
                    total: isWhole ? count : nil, found: count, first: first, columns: columns.map(\.title),
                    rows: rows)
            }
            let packets = try capture.packets(filter)
            func isWhole() -> Bool { capture.isIndexed && packets.judgedCount == capture.index.count }
            await wait(capture) { packets.count >= first + limit || isWhole() }
            let whole = isWhole()
            let count = packets.count
            let rows = try capture.rows(
                packets.numbers(from: first, limit: limit), columns: columns, names: names)
            return PacketPage(
                total: whole ? count : nil, found: count, first: first, columns: columns.map(\.title), rows: rows)
        }

        private static func wait(_ capture: OpenCapture, until isReady: () -> Bool) async {
            let end = ContinuousClock.now + .milliseconds(patience)
            while !isReady(), ContinuousClock.now < end {
                guard (try? await Task.sleep(for: .milliseconds(1))) != nil else { return }
            }
        }

        /// Answers a refused filter or list of columns with its place.
        private static func refusing<Result>(_ body: () async throws -> Result) async throws -> Result {
            do {
                return try await body()
            } catch let error as FilterError {
                throw Problem(
                    .badRequest, error.reason,
                    places: [
                        Problem.Place(
                            line: 1, column: error.offset + 1, message: error.reason, suggestion: error.suggestion)
                    ])
            } catch let error as FileError {
                throw Problem(.internalServerError, "\(error)")
            }
        }
    }

    /// `/filter`: display filters while they are typed.
    enum FilterRoutes {
        /// Octets of a filter at most.
        private static let limit = 4096

        private struct Completions: Encodable {
            struct Completion: Encodable {
                var text: String
                var detail: String
                /// Octets of UTF-8 of the text that it replaces.
                var offset: Int
                var length: Int
            }

            var completions: [Completion]
        }

        private struct Check: Encodable {
            var ok: Bool
            var message: String?
            var offset: Int?
            var length: Int?
            var suggestion: String?
        }

        static func add(to api: RouterGroup<ConsoleContext>) {
            api.get("filter/complete") { request, _ in
                let text = try text(request)
                let cursor = request.query["cursor"].flatMap { Int($0) } ?? text.utf8.count
                return JSONAnswer.response(
                    Completions(
                        completions: FilterCompletion.completions(of: text, at: cursor).map {
                            .init(text: $0.text, detail: $0.detail, offset: $0.range.lowerBound, length: $0.range.count)
                        }))
            }
            api.get("filter/check") { request, _ in
                do {
                    _ = try DisplayFilter(try text(request))
                    return JSONAnswer.response(Check(ok: true))
                } catch let error as FilterError {
                    return JSONAnswer.response(
                        Check(
                            ok: false, message: error.reason, offset: error.offset, length: error.length,
                            suggestion: error.suggestion))
                }
            }
        }

        private static func text(_ request: Request) throws -> String {
            let text = request.query["text"] ?? ""
            guard text.utf8.count <= limit else { throw Problem(.badRequest, "a filter has \(limit) octets at most") }
            return text
        }
    }
#endif
