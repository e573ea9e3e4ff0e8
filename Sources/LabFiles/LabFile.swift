#if Live
    internal import Configuration
    public import Control
    internal import EAPMethods
    internal import Lab
    internal import Octets
    internal import Yams

    /// Everything that is wrong in a lab file and in the files that it names, a line each: "lab.yaml:3: unknown key …".
    public struct LabFileError: Error, Equatable, Sendable, CustomStringConvertible {
        /// The lines.
        public var lines: [String]

        /// All of them.
        public var description: String { lines.joined(separator: "\n") }
    }

    extension LabPlan {
        /// Reads a lab file: YAML, with the access points, stations and the RADIUS side of a live lab.
        ///
        /// - Parameters:
        ///   - text: the file's content.
        ///   - file: its name, for messages.
        ///   - read: gives the content of a file that it names, relative to it.
        /// - Throws: everything that is wrong, at once.
        public init(
            parsing text: String, file: String, read: (String) throws -> [UInt8]
        ) throws(LabFileError) {
            self.init()
            // YAML allows a byte order mark (1.2.2, 5.2), which editors on Windows write.
            let text = text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
            var reader = LabFileReader(file: file)
            if reader.accepts(text), let root = reader.compose(text) {
                reader.readTop(root, into: &self, read: read)
            }
            reader.check(self)
            guard reader.lines.isEmpty else { throw LabFileError(lines: reader.lines) }
        }
    }

    /// The state of reading one lab file.
    struct LabFileReader {
        /// Errors that are told at most.
        static let limit = 100
        /// Octets of a file at most.
        static let sizeLimit = 1 << 20
        /// Depth of a file at most: the YAML library reads nested collections by recursion.
        static let depthLimit = 64
        /// Stations at most.
        static let stationLimit = 10_000

        let file: String
        private(set) var lines: [String] = []
        /// Where the devices are that were read so far.
        var placed = PlacedEntries()

        init(file: String) { self.file = file }

        mutating func error(_ message: String, _ line: Int?) {
            guard lines.count < Self.limit else { return }
            lines.append("\(file)\(line.map { ":\($0)" } ?? ""): \(message)")
        }

        mutating func error(_ message: String, _ node: Node?) { error(message, node?.mark?.line) }

        /// Errors of a file that the lab file names: they have their own names and lines.
        mutating func add(_ error: any Error, _ node: Node?) {
            if let error = error as? ConfigurationError {
                for diagnostic in error.diagnostics where lines.count < Self.limit { lines.append("\(diagnostic)") }
            } else {
                self.error("\(error)", node)
            }
        }

        // MARK: YAML

        /// Whether the text can be given to the YAML library: of sane size and depth.
        mutating func accepts(_ text: String) -> Bool {
            guard text.utf8.count <= Self.sizeLimit else {
                error("larger than \(Self.sizeLimit) octets", nil as Int?)
                return false
            }
            var depth = 0
            for (index, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
                let indentation = line.prefix { $0 == 0x20 || $0 == 0x09 || $0 == 0x2D || $0 == 0x3F }.count
                for octet in line {
                    switch octet {
                    case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
                    case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
                    default: break
                    }
                    guard depth <= Self.depthLimit else { break }
                }
                if indentation > Self.depthLimit || depth > Self.depthLimit {
                    error("nested deeper than a lab file is", index + 1)
                    return false
                }
            }
            return true
        }

        mutating func compose(_ text: String) -> Node? {
            do {
                guard let node = try Yams.compose(yaml: text) else {
                    error("an empty lab file", nil as Int?)
                    return nil
                }
                return node
            } catch let failure as YamlError {
                switch failure {
                case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                    .composer(_, let problem, let mark, _):
                    error("not YAML: \(problem)", mark.line)
                case .duplicatedKeysInMapping(let names, let context):
                    error("\(names.joined(separator: ", ")) stands there twice", context.mark.line)
                default: error("not YAML", nil as Int?)
                }
            } catch {
                self.error("not YAML", nil as Int?)
            }
            return nil
        }

        // MARK: Values

        /// The values of a mapping by key; a key that is none of `known` is an error with the nearest one.
        mutating func values(_ node: Node, _ what: String, known: [String]) -> [String: Node] {
            guard case .mapping(let mapping) = node else {
                error("\(what) is a mapping of \(known.joined(separator: ", "))", node)
                return [:]
            }
            var values: [String: Node] = [:]
            for (key, value) in mapping {
                guard case .scalar(let scalar) = key, known.contains(scalar.string) else {
                    let name = shown(key)
                    let nearest = nearestName(to: name, in: known).map { "; did you mean \"\($0)\"?" } ?? ""
                    error("unknown key \"\(name)\" in \(what)\(nearest)", key)
                    continue
                }
                values[scalar.string] = value
            }
            return values
        }

        mutating func items(_ node: Node, _ what: String) -> [Node] {
            guard case .sequence(let sequence) = node else {
                error("\(what) is a list: each begins with \"- \"", node)
                return []
            }
            return Array(sequence)
        }

        mutating func text(_ node: Node?, _ what: String) -> String? {
            guard let node else { return nil }
            guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
                error("\(what) is a text", node)
                return nil
            }
            return scalar.string
        }

        mutating func number(_ node: Node?, _ what: String, _ range: ClosedRange<Int>) -> Int? {
            guard let text = text(node, what) else { return nil }
            guard let number = Int(text), range.contains(number) else {
                error(
                    "\(what) is a number from \(range.lowerBound) to \(range.upperBound), not \"\(safe(text))\"", node)
                return nil
            }
            return number
        }

        /// One of some words.
        mutating func choice<Value>(_ node: Node?, _ what: String, _ choices: [(name: String, value: Value)]) -> Value?
        {
            guard let text = text(node, what) else { return nil }
            if let found = choices.first(where: { $0.name == text }) { return found.value }
            let nearest = nearestName(to: text, in: choices.map(\.name)).map { "; did you mean \"\($0)\"?" } ?? ""
            error(
                "\(what) is \(choices.map(\.name).joined(separator: " or ")), not \"\(safe(text))\"\(nearest)", node)
            return nil
        }

        func shown(_ node: Node) -> String {
            guard case .scalar(let scalar) = node else { return "(a collection)" }
            return safe(scalar.string)
        }

        /// Text of a file, shortened, and with nothing in it that could move a terminal's cursor.
        func safe(_ text: String) -> String {
            var shown = ""
            for scalar in text.unicodeScalars.prefix(64) {
                shown.unicodeScalars.append((0x20...0x7E).contains(scalar.value) ? scalar : "?")
            }
            return shown
        }
    }
#endif
