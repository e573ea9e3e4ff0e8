#if Console
    internal import Foundation
    internal import HTTPTypes
    internal import Hummingbird
    internal import NIOCore

    /// Values as JSON, keys in snake case.
    enum JSONAnswer {
        /// The text of a value.
        static func text(_ value: some Encodable) -> Data {
            let encoder = JSONEncoder()
            encoder.keyEncodingStrategy = .convertToSnakeCase
            encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
            // Values of the console's own making: no number in them is infinite.
            return (try? encoder.encode(value)) ?? Data("null".utf8)
        }

        /// A response of this value.
        static func response(_ value: some Encodable, status: HTTPResponse.Status = .ok) -> Response {
            response(text: text(value), status: status)
        }

        /// A response of text that is JSON already.
        static func response(text: some Sequence<UInt8>, status: HTTPResponse.Status = .ok) -> Response {
            Response(
                status: status, headers: [.contentType: "application/json"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: text)))
        }

        /// The value in the body of a request, which may be ``ConsoleContext/bodyLimit`` octets long.
        static func value<Value: Decodable>(
            _ type: Value.Type, of request: Request, _ context: ConsoleContext
        ) async throws -> Value {
            var request = request
            let buffer: ByteBuffer
            do {
                buffer = try await request.collectBody(upTo: ConsoleContext.bodyLimit)
            } catch is NIOTooManyBytesError {
                throw Problem(.contentTooLarge, "expected at most \(ConsoleContext.bodyLimit) octets")
            }
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            do {
                return try decoder.decode(type, from: Data(buffer.readableBytesView))
            } catch let error as DecodingError {
                throw Problem(.badRequest, Self.text(error))
            }
        }

        private static func text(_ error: DecodingError) -> String {
            switch error {
            case .keyNotFound(let key, _): "the body has no \"\(key.stringValue)\""
            case .typeMismatch(_, let context), .valueNotFound(_, let context):
                "the body's \"\(context.codingPath.map(\.stringValue).joined(separator: "."))\" is of another type"
            default: "the body is not JSON"
            }
        }
    }
#endif
