#if Console
    internal import AccessPoint
    internal import Configuration
    internal import Control
    internal import Dot11
    internal import EAPMethods
    internal import HTTPTypes
    internal import Hummingbird
    internal import Lab
    internal import LabFiles
    internal import Octets

    /// `/check`: what is wrong in a text, in the words of the command line.
    enum CheckRoutes {
        /// What a text is.
        enum Kind: String, Decodable {
            case hostapd
            case supplicant = "wpa_supplicant"
            case lab

            /// How messages name it.
            var file: String { self == .lab ? "lab.yaml" : rawValue + ".conf" }
        }

        private struct Question: Decodable {
            var kind: Kind
            var text: String
        }

        private struct Answer: Encodable {
            var problems: [Problem.Place]
        }

        /// - Parameter file: gives the content of a file that a lab file names; nil where there is none.
        static func add(to api: RouterGroup<ConsoleContext>) {
            api.post("check") { request, context in
                let question = try await JSONAnswer.value(Question.self, of: request, context)
                return JSONAnswer.response(Answer(problems: problems(question.kind, question.text)))
            }
        }

        /// What is wrong.
        static func problems(_ kind: Kind, _ text: String) -> [Problem.Place] {
            lines(kind, text).map { Problem.Place(told: $0) }
        }

        private static func lines(_ kind: Kind, _ text: String) -> [String] {
            do {
                switch kind {
                case .hostapd:
                    _ = try AccessPointConfiguration(HostapdConfiguration(parsing: text, file: kind.file))
                case .supplicant:
                    let file = try SupplicantConfiguration(parsing: text, file: kind.file)
                    let control = StationControl(
                        interface: "sta00000", address: MACAddress(0x0200_0000_0001), configuration: file,
                        channels: [Channel(frequency: 5180)], tls: { try TLSContext(client: $0) })
                    _ = try control.stationConfiguration()
                case .lab:
                    // Files that it names are looked for among the program's own examples: a page reads no other file.
                    _ = try LabPlan(parsing: text, file: kind.file) { path in
                        let name = path.split(separator: "/").last.map(String.init) ?? path
                        guard let example = Example.all.first(where: { $0.name == name }) else {
                            throw FileNotChecked(path: path)
                        }
                        return Array(example.text.utf8)
                    }
                }
                return []
            } catch let error as ConfigurationError {
                return error.diagnostics.map(\.description)
            } catch let error as LabFileError {
                return error.lines
            } catch {
                return "\(error)".split(separator: "\n").map(String.init)
            }
        }

        private struct FileNotChecked: Error, CustomStringConvertible {
            var path: String
            var description: String { "\(path) is not one of the examples, which alone are looked into here" }
        }
    }

    extension Problem.Place {
        /// Reads a line as the command line tells it: "hostapd.conf:27: unknown key …; did you mean "okc"?".
        init(told line: String) {
            self.init(line: 0, column: nil, message: line, suggestion: nil)
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            if parts.count == 3, parts[0].hasSuffix(".conf") || parts[0].hasSuffix(".yaml"), let number = Int(parts[1])
            {
                self.line = number
                message = String(parts[2].drop { $0 == " " })
            } else if parts.count >= 2, parts[0].hasSuffix(".conf") || parts[0].hasSuffix(".yaml") {
                message = line.dropFirst(parts[0].count + 1).drop { $0 == " " }.description
            }
            let opening = "did you mean \""
            guard let range = message.ranges(of: opening).last else { return }
            suggestion = message[range.upperBound...].split(separator: "\"").first.map(String.init)
        }
    }
#endif
