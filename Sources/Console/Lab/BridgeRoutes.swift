#if Console
    internal import Control
    internal import HTTPTypes
    internal import Hummingbird

    /// What is answered about a bridge, and set of it.
    enum BridgeRoutes {
        /// What may be set. A number that is none is refused in the words that a lab file would be.
        private struct Wanted: Decodable {
            var aging: String?

            private enum Key: String, CodingKey {
                case agingS
            }

            init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: Key.self)
                if let number = try? container.decode(Int.self, forKey: .agingS) {
                    aging = String(number)
                } else if let number = try? container.decode(Double.self, forKey: .agingS) {
                    aging = "\(number)"
                } else {
                    aging = try container.decodeIfPresent(String.self, forKey: .agingS)
                }
            }
        }

        static func add(to api: RouterGroup<ConsoleContext>, _ lab: LabAccess) {
            api.get("lab/bridges/:name/settings") { _, context in
                let name = try context.parameters.require("name")
                let settings = try await lab.ask { lab in lab.bridge(named: name).map { lab.settings(ofBridge: $0) } }
                guard let settings else { throw Problem.notFound("bridge \(name)") }
                return JSONAnswer.response(settings)
            }
            api.put("lab/bridges/:name/settings") { request, context in
                let name = try context.parameters.require("name")
                let wanted = try await JSONAnswer.value(Wanted.self, of: request, context)
                let result = try await lab.ask { lab -> Result<BridgeSettings, SettingsRefusal>? in
                    guard let index = lab.bridge(named: name) else { return nil }
                    do throws(SettingsRefusal) {
                        if let aging = wanted.aging { try lab.setAging(aging, ofBridge: index) }
                        return .success(lab.settings(ofBridge: index))
                    } catch {
                        return .failure(error)
                    }
                }
                switch result {
                case nil: throw Problem.notFound("bridge \(name)")
                case .failure(let refusal): throw Problem(refusal)
                case .success(let settings): return JSONAnswer.response(settings)
                }
            }
        }
    }
#endif
