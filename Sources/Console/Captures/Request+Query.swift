#if Console
    internal import Hummingbird

    extension Request {
        /// The query's parameters, read as browsers write them (WHATWG URL, application/x-www-form-urlencoded): a plus sign is
        /// a space. The last of one name counts.
        var query: [String: String] {
            var values: [String: String] = [:]
            for part in (uri.query ?? "").split(separator: "&").prefix(64) {
                let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                values[Self.decoded(sides[0])] = sides.count > 1 ? Self.decoded(sides[1]) : ""
            }
            return values
        }

        private static func decoded(_ text: Substring) -> String {
            var octets: [UInt8] = []
            let source = Array(text.utf8)
            var place = 0
            while place < source.count {
                if source[place] == UInt8(ascii: "%"), place + 2 < source.count,
                    let value = UInt8(String(decoding: source[place + 1...place + 2], as: UTF8.self), radix: 16)
                {
                    octets.append(value)
                    place += 3
                } else {
                    octets.append(source[place] == UInt8(ascii: "+") ? 0x20 : source[place])
                    place += 1
                }
            }
            return String(decoding: octets, as: UTF8.self)
        }
    }
#endif
