#if Console
    internal import Configuration
    public import Control
    internal import HTTPTypes
    public import History
    public import Live
    internal import Synchronization

    /// What the console is given of a live lab, before it runs.
    public struct ConsoleLab: Sendable {
        /// How a person calls it: the name of its file.
        public var name: String
        /// How it is asked.
        public var mailbox: LabMailbox
        /// What it was made of.
        public var plan: LabPlan
        /// The text of each hostapd.conf, by the name of its file as messages have it.
        public var texts: [String: String]
        /// How its roams are kept; nil keeps none.
        public var run: LiveRun?

        /// A live lab for the console.
        public init(name: String, mailbox: LabMailbox, plan: LabPlan, texts: [String: String], run: LiveRun? = nil) {
            self.name = name
            self.mailbox = mailbox
            self.plan = plan
            self.texts = texts
            self.run = run
        }
    }

    /// The lab as the console's parts reach it: questions go through its mailbox, answers are values.
    final class LabAccess: Sendable {
        let name: String
        let mailbox: LabMailbox
        let log: LabLog
        private let witness: LiveWitness
        private let run: LiveRun?
        let radius: RADIUSDescription
        private let texts: Mutex<[String: String]>

        /// Who answers RADIUS requests.
        struct RADIUSDescription: Encodable, Sendable {
            var kind: String
            var addresses: [String]
        }

        init(_ lab: ConsoleLab, log: LabLog, witness: LiveWitness) {
            name = lab.name
            mailbox = lab.mailbox
            self.log = log
            self.witness = witness
            run = lab.run
            var addresses: [String] = []
            for server in lab.plan.accessPoints.flatMap(\.bsses).flatMap(\.authenticationServers) {
                let address = "\(server.address):\(server.port)"
                if !addresses.contains(address) { addresses.append(address) }
            }
            radius = RADIUSDescription(kind: lab.plan.hasServer ? "built-in" : "external", addresses: addresses)
            var texts: [String: String] = [:]
            for accessPoint in lab.plan.accessPoints {
                guard let name = accessPoint.bsses.first?.interface else { continue }
                texts[name] = lab.texts[accessPoint.file]
            }
            self.texts = Mutex(texts)
        }

        /// Reads what the lab still sent, and keeps it.
        func stop() {
            witness.stop()
            run?.finish()
        }

        /// Has a question answered on the lab's thread.
        func ask<Answer: Sendable>(
            _ question: @escaping LabQuestion<Answer>
        ) async throws -> Answer {
            do {
                return try await mailbox.ask(question)
            } catch .full {
                throw Problem(.serviceUnavailable, "the lab has more to do than it can: ask again")
            } catch .closed {
                throw Problem(.serviceUnavailable, "the lab has ended")
            }
        }

        /// The hostapd.conf of an access point; nil where it was made without one.
        func text(ofAccessPoint name: String) -> String? { texts.withLock { $0[name] } }

        /// Keeps another one.
        func keep(_ text: String, ofAccessPoint name: String) { texts.withLock { $0[name] = text } }
    }
#endif
