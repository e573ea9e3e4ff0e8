#if Console
    internal import Capture
    internal import Dissection
    internal import Foundation
    internal import HTTPTypes
    internal import Hummingbird
    internal import NIOCore
    internal import Octets
    internal import Reports
    internal import Roaming

    /// What is answered about captures: their packets, their associations and ladders, their comparison.
    enum CaptureRoutes {
        static func add(to api: RouterGroup<ConsoleContext>, _ parts: ConsoleParts) {
            let book = parts.history
            let store = CaptureStore(
                parts.captures, files: parts.configuration.captures, uploadLimit: parts.configuration.uploadLimit
            ) { source, results in
                // The lab and the scenarios keep their runs themselves.
                if source.id.hasPrefix("upload-") || source.id.hasPrefix("file-") { book.keep(source.name, results) }
            }
            HistoryRoutes.add(to: api, book)
            addCaptures(to: api, store)
            addResults(to: api, store, version: parts.configuration.version)
            PacketRoutes.add(to: api, store)
            FilterRoutes.add(to: api)
        }

        // MARK: The captures

        private struct Listing: Encodable {
            var captures: [Description]
        }

        private struct Description: Encodable {
            var id: String
            var name: String
            var growing: Bool
            var simulated: Bool
            var frames: Int
            var duration: Double
            var progress: Double
            /// Why it could not be read whole.
            var problem: String?
            /// What it says of roaming, once it was read.
            var summary: SummaryDescription?
        }

        private static func description(_ capture: OpenCapture, withSummary: Bool) -> Description {
            capture.readOn()
            let results = withSummary ? capture.results() : nil
            let count = capture.index.count
            return Description(
                id: capture.source.id, name: capture.source.name, growing: capture.source.isGrowing,
                simulated: count > 0 && capture.index.simulatedCount == count, frames: count,
                duration: Double(capture.index.duration) / 1e9, progress: capture.progress, problem: capture.failure,
                summary: results.map { SummaryDescription($0.associations) })
        }

        private static func addCaptures(to api: RouterGroup<ConsoleContext>, _ store: CaptureStore) {
            api.get("captures") { _, _ in
                JSONAnswer.response(
                    Listing(
                        captures: store.all.compactMap { source in
                            (try? store.capture(source.id)).map { description($0, withSummary: false) }
                        }))
            }
            api.post("captures") { request, _ in
                let name = request.query["name"] ?? "capture"
                do {
                    let capture = try await store.take(request.body, name: name)
                    return JSONAnswer.response(
                        description(try store.capture(capture.id), withSummary: true), status: .created)
                } catch let error as FileError {
                    throw Problem(.init(code: 507), "\(error)")
                }
            }
            api.get("captures/:id") { _, context in
                JSONAnswer.response(description(try capture(context, store), withSummary: true))
            }
            api.delete("captures/:id") { _, context in
                try store.close(try context.parameters.require("id"))
                return Response(status: .noContent)
            }
        }

        /// The capture that a path names.
        static func capture(_ context: ConsoleContext, _ store: CaptureStore) throws -> OpenCapture {
            try store.capture(try context.parameters.require("id"))
        }

        // MARK: What they say of roaming

        private static func addResults(
            to api: RouterGroup<ConsoleContext>, _ store: CaptureStore, version: String
        ) {
            api.get("captures/:id/results") { _, context in
                let results = try await capture(context, store).awaitResults()
                return JSONAnswer.response(text: ResultsJSON.text(results.associations, version: version).utf8)
            }
            api.get("captures/:id/report.html") { _, context in
                let capture = try capture(context, store)
                let results = try await capture.awaitResults()
                let report = CaptureReport(
                    title: capture.source.name, command: "roamlab analyze \(capture.source.name)",
                    associations: results.associations, clock: .init(of: results),
                    damages: results.damage.map { ["\($0)"] } ?? [])
                return Response(
                    status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
                    body: ResponseBody(byteBuffer: ByteBuffer(string: report.html)))
            }
            api.get("captures/:id/associations") { request, context in
                let results = try await capture(context, store).awaitResults()
                return JSONAnswer.response(text: associations(results.associations, request))
            }
            api.get("captures/:id/ladder") { request, context in
                let results = try await capture(context, store).awaitResults()
                let parameters = request.query
                let number = parameters["association"].flatMap { Int($0) }
                let frame = parameters["first_frame"].flatMap { Int($0) }
                let index = number ?? results.associations.firstIndex { $0.firstFrame == frame }
                guard let index, results.associations.indices.contains(index) else {
                    throw Problem.notFound("association of that number")
                }
                return JSONAnswer.response(LadderDescription(results.associations[index]))
            }
            api.get("compare") { request, _ in
                let ids = request.query["captures"].map { $0.split(separator: ",").map(String.init) }
                guard let ids, !ids.isEmpty, ids.count <= 16 else {
                    throw Problem(.badRequest, "expected ?captures= and up to 16 captures with commas")
                }
                var captures: [(id: String, associations: [Association])] = []
                for id in ids { captures.append((id, try await store.capture(id).awaitResults().associations)) }
                return JSONAnswer.response(ComparisonDescription(captures))
            }
        }

        /// Objects of results.json with their number, filtered, sorted and cut.
        private static func associations(
            _ all: [Association], _ request: Request
        ) -> String.UTF8View {
            let parameters = request.query
            let station = parameters["station"]
            let kind = parameters["kind"]
            let isRoam = parameters["roam"].map { $0 == "true" || $0 == "1" }
            var chosen = all.indices.filter { index in
                (station == nil || all[index].station.description == station)
                    && (kind == nil || all[index].kind.rawValue == kind)
                    && (isRoam == nil || all[index].isRoam == isRoam)
            }
            if parameters["sort"] == "roam" {
                // The slowest first; those without a time behind, in order of time.
                chosen.sort { (all[$1].roamTime, $0) < (all[$0].roamTime, $1) }
            }
            let from = max(0, parameters["from"].flatMap { Int($0) } ?? 0)
            let limit = min(max(0, parameters["limit"].flatMap { Int($0) } ?? 1000), 10_000)
            let page = chosen.dropFirst(from).prefix(limit)
            let objects = page.map { "{\"number\": \($0)," + ResultsJSON.object(all[$0]).dropFirst() }
            return "{\"total\": \(chosen.count), \"associations\": [\(objects.joined(separator: ","))]}".utf8
        }
    }
#endif
