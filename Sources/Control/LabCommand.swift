public import Airspace
internal import Configuration
public import Faults
internal import Octets
public import Timeline

/// What a lab is told beside what its devices are told: by its own control socket, by the script of a lab file, or by
/// a program that owns it.
///
/// On the socket it is text, a command with its argument as wpa_supplicant's are: `FAULT drop eapol-key 3 first 2`.
public enum LabCommand: Sendable {
    /// A command to the interface of a station or BSS: `IFNAME=sta00000 ROAM 04:f0:21:19:88:44`.
    case device(interface: String, command: String)
    /// One more thing goes wrong from now on: `FAULT drop eapol-key 3 first 2`.
    case addFault(Fault)
    /// The faults with what they have done: `FAULT_LIST`.
    case listFaults
    /// The fault with this number ends, or all do: `FAULT_REMOVE 0`, `FAULT_REMOVE all`.
    case removeFault(Int?)
    /// A station walks straight to a place, in metres, within a time: `WALK sta00000 48,0 30s`.
    case walk(interface: String, to: Position, within: Interval)
    /// Where everyone is, and how strongly stations and access points hear each other: `PLACES`.
    case listPlaces
    /// The lab ends: `END`.
    case end

    /// The words that begin a command, without those to devices.
    public static let names = Name.allCases.map(\.rawValue)

    enum Name: String, CaseIterable {
        case fault = "FAULT"
        case faultList = "FAULT_LIST"
        case faultRemove = "FAULT_REMOVE"
        case walk = "WALK"
        case places = "PLACES"
        case end = "END"
    }

    /// Reads the argument of a command.
    ///
    /// - Throws: what is wrong, with the nearest word where one is misspelt.
    public init(_ name: String, _ argument: String) throws(LabCommandError) {
        guard let known = Name(rawValue: name) else {
            throw LabCommandError("unknown command", name, Self.names)
        }
        switch known {
        case .fault:
            do throws(FaultError) {
                self = .addFault(try Fault(parsing: argument))
            } catch {
                throw LabCommandError(message: error.message)
            }
        case .faultRemove:
            guard argument != "all" else {
                self = .removeFault(nil)
                return
            }
            guard let number = Int(argument), number >= 0 else {
                throw LabCommandError(
                    message: "expected a fault's number or all, not \(LabCommandError.quoted(argument))")
            }
            self = .removeFault(number)
        case .walk: self = try Self.walk(argument)
        case .faultList, .places, .end:
            guard argument.isEmpty else { throw LabCommandError(message: "\(name) takes nothing more") }
            self = known == .end ? .end : known == .places ? .listPlaces : .listFaults
        }
    }
}

extension LabCommand {
    /// "sta00000 48,0 30s"; at once where no time is named.
    private static func walk(_ argument: String) throws(LabCommandError) -> LabCommand {
        let words = argument.split(separator: " ").map(String.init)
        guard (2...3).contains(words.count) else {
            throw LabCommandError(message: "expected a station, a place and a time, like sta00000 48,0 30s")
        }
        let numbers = words[1].split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
        guard numbers.count == 2, let x = numbers[0], let y = numbers[1],
            let position = Position(checkedX: x, y: y)
        else {
            throw LabCommandError(
                message: "expected a place in metres like 48,0, not \(LabCommandError.quoted(words[1]))")
        }
        guard words.count == 3 else { return .walk(interface: words[0], to: position, within: .zero) }
        guard let interval = Interval(labText: words[2]) else {
            throw LabCommandError(
                message: "expected a time like 30s, 300ms or 2min, not \(LabCommandError.quoted(words[2]))")
        }
        return .walk(interface: words[0], to: position, within: interval)
    }
}

extension Position {
    /// A place within a hundred kilometres; nil for one that is not.
    public init?(checkedX x: Double, y: Double) {
        guard abs(x) <= 100_000, abs(y) <= 100_000 else { return nil }
        self.init(x: x, y: y)
    }
}

extension Interval {
    /// A length of time as a person writes it: "5s", "1.5s", "300ms", "2min", or seconds without a unit; nil for anything
    /// else, and for more than a week.
    public init?(labText text: String) {
        let units: [(suffix: String, nanoseconds: Double)] = [("ms", 1e6), ("min", 60e9), ("s", 1e9), ("", 1e9)]
        for unit in units where text.hasSuffix(unit.suffix) {
            let digits = text.dropLast(unit.suffix.count)
            guard digits.allSatisfy({ ("0"..."9").contains($0) || $0 == "." }), let count = Double(String(digits)),
                count * unit.nanoseconds <= 604_800e9
            else { return nil }
            self.init(nanoseconds: UInt64((count * unit.nanoseconds).rounded()))
            return
        }
        return nil
    }
}

/// Why a text is no command to the lab.
public struct LabCommandError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong, with the nearest word where one is misspelt.
    public var message: String

    /// The message.
    public var description: String { message }

    init(message: String) { self.message = message }

    /// The refusal of a word, with the nearest of those that could stand there.
    init(_ what: String, _ word: String, _ known: [String]) {
        let nearest = nearestName(to: word, in: known).map { "; did you mean \"\($0)\"?" } ?? ""
        message = "\(what) \(Self.quoted(word))\(nearest)"
    }

    /// Foreign text, shortened, with nothing in it that could move a terminal's cursor.
    static func quoted(_ text: String) -> String {
        let shown = text.unicodeScalars.prefix(40).map { (0x20...0x7E).contains($0.value) ? $0 : "?" }
        return "\"" + String(String.UnicodeScalarView(shown)) + (text.unicodeScalars.count > 40 ? "…\"" : "\"")
    }
}

/// A step of a lab's script.
public struct LabStep: Sendable {
    /// When, by the lab's clock, which begins with the lab.
    public var time: Instant
    /// What the lab is told.
    public var command: LabCommand

    /// A step.
    public init(at time: Instant, _ command: LabCommand) {
        self.time = time
        self.command = command
    }
}
