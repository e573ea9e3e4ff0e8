#if Console
    internal import Foundation
    internal import HTTPTypes
    internal import Hummingbird

    /// Why a request was not answered as it asked: `application/problem+json` (RFC 9457).
    struct Problem: Error, HTTPResponseError {
        var status: HTTPResponse.Status
        /// One sentence for a person.
        var detail: String
        /// Where in a text something is wrong.
        var places: [Place] = []

        /// A place in a text, and what is wrong there.
        struct Place: Encodable, Sendable {
            var line: Int
            var column: Int?
            var message: String
            var suggestion: String?
        }

        init(_ status: HTTPResponse.Status, _ detail: String, places: [Place] = []) {
            self.status = status
            self.detail = detail
            self.places = places
        }

        private struct Body: Encodable {
            var type = "about:blank"
            var title: String
            var status: Int
            var detail: String
            var problems: [Place]?
        }

        var response: Response {
            let body = Body(
                title: status.reasonPhrase, status: status.code, detail: detail,
                problems: places.isEmpty ? nil : places)
            var response = JSONAnswer.response(body, status: status)
            response.headers[.contentType] = "application/problem+json"
            return response
        }

        func response(from request: Request, context: some RequestContext) throws -> Response { response }

        /// Nothing stands at this address.
        static func notFound(_ what: String) -> Problem { Problem(.notFound, "there is no \(what)") }
    }
#endif
