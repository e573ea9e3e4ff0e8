#if Live
    import Control
    import Lab
    import Live
    import Sockets
    import Synchronization
    import TestSupport
    import Testing

    /// A live lab on a thread of its own, and the tools that drive it.
    final class RunningLab: Sendable {
        let folder: String
        var run: String { folder + "/run" }
        var capture: String { folder + "/lab.pcapng" }
        private let thread: SystemThread
        private let state: State

        private final class State: Sendable {
            let stop = Mutex<(@Sendable () -> Void)?>(nil)
            let failure = Mutex<String?>(nil)
            let keys = Mutex<String>("")
            let log = Mutex<[String]>([])
        }

        /// Starts a lab and waits until its sockets answer.
        init(
            folder given: String? = nil,
            capture target: (String) -> CaptureTarget = { CaptureTarget(path: $0 + "/lab.pcapng") },
            plan change: (inout LabPlan) throws -> Void = { _ in }
        ) throws {
            folder = try given ?? #require(Program.folder) + "/live-\(UInt32.random(in: 0 ... .max))"
            _ = Program.output(of: "mkdir -p \(folder)")
            var made = try LabPlan.seeds()
            try change(&made)
            let plan = made
            let (run, capture) = (folder + "/run", target(folder))
            let state = State()
            self.state = state
            thread = try #require(
                SystemThread {
                    do {
                        let lab = try LiveLab(
                            plan.labConfiguration(), stations: plan.stationControls(),
                            accessPoints: plan.accessPointControls(), faults: plan.faults, script: plan.script,
                            runDirectory: run, capture: capture, tls: plan.tlsProvider())
                        state.stop.withLock { $0 = lab.stop }
                        lab.run { line in state.log.withLock { $0.append(line) } }
                        let keys = lab.takeKeys().map { $0.line + "\n" }.joined()
                        state.keys.withLock { $0 = keys }
                    } catch {
                        state.failure.withLock { $0 = "\(error)" }
                    }
                })
            for _ in 0..<500 where state.stop.withLock({ $0 == nil }) && state.failure.withLock({ $0 == nil }) {
                SystemThread.sleep(milliseconds: 10)
            }
            if let failure = state.failure.withLock({ $0 }) { throw Failure(description: failure) }
        }

        struct Failure: Error, CustomStringConvertible {
            var description: String
        }

        /// Ends it and waits for that; the keys file's text is the result.
        @discardableResult
        func stop() -> String {
            state.stop.withLock { $0?() }
            thread.join()
            return state.keys.withLock { $0 }
        }

        /// Waits until it ends by itself.
        func join() { thread.join() }

        /// What it told the person at the terminal.
        var log: [String] { state.log.withLock { $0 } }

        /// What Debian's wpa_cli prints.
        func wpaCLI(_ command: String, station: String = "sta00000") -> String {
            Program.output(of: "wpa_cli -p \(run)/wpa_supplicant -i \(station) \(command) 2>&1")?.text ?? ""
        }

        /// What Debian's hostapd_cli prints.
        func hostapdCLI(_ command: String, bss: String = "vap0000_0") -> String {
            let path = "PATH=$PATH:/usr/sbin"
            return Program.output(of: "\(path) hostapd_cli -p \(run)/hostapd -i \(bss) \(command) 2>&1")?.text ?? ""
        }

        /// Waits until `wpa_cli status` shows a link to `bssid`, ten seconds at most.
        func link(to bssid: String? = nil, station: String = "sta00000") -> Bool {
            for _ in 0..<100 {
                let status = wpaCLI("status", station: station)
                if status.contains("wpa_state=COMPLETED\n"), bssid.map({ status.contains("bssid=\($0)\n") }) ?? true {
                    return true
                }
                SystemThread.sleep(milliseconds: 100)
            }
            return false
        }

        /// A client that hears the events of an interface (`wpa_supplicant/sta00000`, `hostapd/vap0000`).
        func monitor(_ interface: String) throws -> ControlClientSocket {
            let socket = try ControlClientSocket(
                .path("\(folder)/c\(UInt32.random(in: 0 ... .max))"), to: "\(run)/\(interface)")
            #expect(socket.ask("ATTACH") == "OK\n")
            return socket
        }

        /// Waits until a list, or a status, is as it shall be, ten seconds at most.
        func wait(until isSo: () -> Bool) -> Bool {
            for _ in 0..<100 {
                if isSo() { return true }
                SystemThread.sleep(milliseconds: 100)
            }
            return false
        }

        /// Scans with a station until it knows a BSS.
        func scan(for bssid: String, station: String = "sta00000") {
            // Another scan may run still.
            #expect(wait { wpaCLI("scan", station: station) == "OK\n" })
            #expect(wait { wpaCLI("scan_results", station: station).contains(bssid) })
        }

        /// The PMKID that a station, or a BSS, has for an address.
        func pmkid(of address: String, station: String = "sta00000") -> String? {
            Self.pmkid(of: address, in: wpaCLI("pmksa", station: station))
        }

        func pmkid(of address: String, bss: String) -> String? {
            Self.pmkid(of: address, in: hostapdCLI("pmksa", bss: bss))
        }

        private static func pmkid(of address: String, in list: String) -> String? {
            list.split(separator: "\n").first { $0.contains(address) }.map { String($0.split(separator: " ")[2]) }
        }

        /// The tools that these tests need.
        static func toolsAreThere() -> Bool {
            Program.isThere("wpa_cli", package: "wpasupplicant") && Program.isThere("hostapd_cli", package: "hostapd")
        }
    }
#endif
