#if Console
    internal import Configuration
    internal import Control
    internal import HTTPTypes
    internal import Hummingbird
    internal import Octets

    /// A question that the lab's thread answers.
    typealias LabQuestion<Answer> = @Sendable (inout ControlledLab) -> Answer

    /// What is answered about the lab, and done to it.
    enum LabRoutes {
        /// Characters of a command at most, as in the daemons.
        private static let commandLimit = 8191

        static func add(to api: RouterGroup<ConsoleContext>, _ lab: LabAccess) {
            addLab(to: api, lab)
            addCommands(to: api, lab)
            addSettings(to: api, lab)
            addConfiguration(to: api, lab)
            BridgeRoutes.add(to: api, lab)
        }

        // MARK: The whole

        private struct Answer: Encodable {
            var name: String
            var time: Double
            var simulated = false
            var accessPoints: [AccessPointDescription]
            var stations: [StationDescription]
            var bridges: [BridgeDescription]
            var radius: LabAccess.RADIUSDescription
        }

        private struct LogAnswer: Encodable {
            var lines: [LabLog.Line]
        }

        private static func addLab(to api: RouterGroup<ConsoleContext>, _ lab: LabAccess) {
            api.get("lab") { _, _ in
                let found = try await lab.ask { $0.description() }
                return JSONAnswer.response(
                    Answer(
                        name: lab.name, time: found.time, accessPoints: found.accessPoints, stations: found.stations,
                        bridges: found.bridges, radius: lab.radius))
            }
            api.get("lab/log") { request, _ in
                let device = request.uri.queryParameters["device"].map(String.init)
                let limit = request.uri.queryParameters["limit"].flatMap { Int($0) } ?? 200
                return JSONAnswer.response(LogAnswer(lines: lab.log.last(min(max(0, limit), 1000), of: device)))
            }
        }

        // MARK: Commands

        private struct Command: Decodable {
            var command: String
        }

        private struct Reply: Encodable {
            var reply: String
        }

        private struct RoamTarget: Decodable {
            var bssid: String
        }

        private static func addCommands(to api: RouterGroup<ConsoleContext>, _ lab: LabAccess) {
            for kind in ["stations", "bsses"] {
                api.post("lab/\(RouterPath(kind))/:name/command") { request, context in
                    let name = try context.parameters.require("name")
                    let command = try await JSONAnswer.value(Command.self, of: request, context).command
                    guard !command.isEmpty, command.utf8.count <= commandLimit, !command.utf8.contains(0) else {
                        throw Problem(.badRequest, "expected a command of 1 to \(commandLimit) octets")
                    }
                    let reply = try await lab.ask { lab -> String? in
                        guard let socket = lab.socket(of: kind, named: name) else { return nil }
                        return lab.reply(to: command, on: socket)
                    }
                    guard let reply else { throw Problem.notFound("\(kind == "bsses" ? "BSS" : "station") \(name)") }
                    lab.log.touch(name)
                    return JSONAnswer.response(Reply(reply: reply.hasSuffix("\n") ? String(reply.dropLast()) : reply))
                }
            }
            api.post("lab/stations/:name/roam") { request, context in
                let name = try context.parameters.require("name")
                let target = try await JSONAnswer.value(RoamTarget.self, of: request, context).bssid
                guard let bssid = MACAddress(target) else {
                    throw Problem(.badRequest, "bssid is six octets as 02:00:00:00:00:01")
                }
                try await roam(name, to: bssid, lab)
                return Response(status: .accepted)
            }
        }

        /// Scans where the target was not heard, and roams.
        private static func roam(_ name: String, to bssid: MACAddress, _ lab: LabAccess) async throws {
            for attempt in 0..<30 {
                let answer = try await lab.ask { lab -> RoamAnswer in
                    guard let index = lab.station(named: name) else { return .noStation }
                    let station = lab.station(index)
                    let target = bssid.description
                    if station.heard.contains(where: { $0.bssid == target }) {
                        let reply = lab.reply(to: "ROAM \(target)", on: .station(index))
                        return reply.hasPrefix("OK") ? .begun : .refused(station.state)
                    }
                    if attempt == 0 { _ = lab.reply(to: "SCAN TYPE=ONLY", on: .station(index)) }
                    return .unheard
                }
                switch answer {
                case .noStation: throw Problem.notFound("station \(name)")
                case .begun:
                    lab.log.touch(name)
                    return
                case .refused(let state):
                    throw Problem(.conflict, "\(name) is \(state) and cannot roam: it must be connected")
                case .unheard: try await Task.sleep(for: .milliseconds(100))
                }
            }
            throw Problem(.conflict, "\(name) does not hear \(bssid)")
        }

        private enum RoamAnswer: Sendable {
            case noStation, begun, unheard
            case refused(String)
        }

        // MARK: Settings of stations

        private static func addSettings(to api: RouterGroup<ConsoleContext>, _ lab: LabAccess) {
            api.get("lab/stations/:name/settings") { request, context in
                let name = try context.parameters.require("name")
                let isRevealed = request.uri.queryParameters["reveal"] == "1"
                let settings = try await lab.ask { lab in
                    lab.station(named: name).map { lab.settings(ofStation: $0, revealsSecrets: isRevealed) }
                }
                guard let settings else { throw Problem.notFound("station \(name)") }
                return JSONAnswer.response(settings)
            }
            api.put("lab/stations/:name/settings") { request, context in
                let name = try context.parameters.require("name")
                let wanted = try await JSONAnswer.value(StationSettings.self, of: request, context)
                let result = try await lab.ask { lab -> Result<StationSettings, SettingsRefusal>? in
                    guard let index = lab.station(named: name) else { return nil }
                    do throws(SettingsRefusal) {
                        try lab.apply(wanted, toStation: index)
                        return .success(lab.settings(ofStation: index, revealsSecrets: false))
                    } catch {
                        return .failure(error)
                    }
                }
                lab.log.touch(name)
                switch result {
                case nil: throw Problem.notFound("station \(name)")
                case .failure(let refusal): throw Problem(refusal)
                case .success(let settings): return JSONAnswer.response(settings)
                }
            }
        }

        // MARK: Configurations of access points

        struct Text: Codable {
            var text: String
        }

        private static func addConfiguration(to api: RouterGroup<ConsoleContext>, _ lab: LabAccess) {
            api.get("lab/access-points/:name/configuration") { request, context in
                let name = try context.parameters.require("name")
                guard let text = lab.text(ofAccessPoint: name) else { throw Problem.notFound("access point \(name)") }
                let isRevealed = request.uri.queryParameters["reveal"] == "1"
                return JSONAnswer.response(Text(text: isRevealed ? text : MaskedConfiguration.masked(text)))
            }
            api.put("lab/access-points/:name/configuration") { request, context in
                let name = try context.parameters.require("name")
                guard let old = lab.text(ofAccessPoint: name) else { throw Problem.notFound("access point \(name)") }
                let given = try await JSONAnswer.value(Text.self, of: request, context).text
                let text = MaskedConfiguration.restored(given, from: old)
                let file: HostapdConfiguration
                do throws(ConfigurationError) {
                    file = try HostapdConfiguration(parsing: text, file: CheckRoutes.Kind.hostapd.file)
                } catch {
                    throw Problem(SettingsRefusal(lines: error.diagnostics.map(\.description)))
                }
                let refusal = try await lab.ask { lab -> SettingsRefusal? in
                    guard let place = lab.bss(named: name) else { return SettingsRefusal(lines: []) }
                    do throws(SettingsRefusal) {
                        try lab.replace(configurationOfAccessPoint: place.accessPoint, with: file)
                        return nil
                    } catch {
                        return error
                    }
                }
                if let refusal {
                    if refusal.lines.isEmpty { throw Problem.notFound("access point \(name)") }
                    throw Problem(refusal)
                }
                lab.keep(text, ofAccessPoint: name)
                for bss in file.bsses { lab.log.touch(bss.interface) }
                return JSONAnswer.response(Text(text: MaskedConfiguration.masked(text)))
            }
        }
    }

    extension ControlledLab {
        /// The socket of a device, by the kind in its path.
        fileprivate func socket(of kind: String, named name: String) -> ControlSocket? {
            kind == "stations"
                ? station(named: name).map { .station($0) }
                : bss(named: name).map { .bss(accessPoint: $0.accessPoint, bss: $0.bss) }
        }
    }

    extension Problem {
        /// Settings that were refused, with their places.
        init(_ refusal: SettingsRefusal) {
            let places = refusal.lines.map { Place(told: $0) }
            self.init(.unprocessableContent, places.map(\.message).joined(separator: "\n"), places: places)
        }
    }
#endif
