public import Roaming

/// A limit that roams must keep, for CI: a roam that is slower, failed, or of unknown time does not pass.
public struct RoamGate: Sendable {
    /// The longest roam that passes, from the first Authentication frame to the link.
    public var limit: Elapsed
    /// Whether a roam whose time the capture does not tell passes.
    public var allowsUnknown: Bool

    /// A gate at `limit`.
    public init(limit: Elapsed, allowsUnknown: Bool = false) {
        self.limit = limit
        self.allowsUnknown = allowsUnknown
    }

    /// Why a capture does not pass in which no roam was seen, as a sentence: a gate that measured nothing is not kept.
    public func objection(toCaptureOf associations: [Association]) -> String? {
        guard !allowsUnknown, !associations.contains(where: \.isRoam) else { return nil }
        return "No roam was captured, so none was measured."
    }

    /// Why a roam does not pass, as a sentence; nil if it passes, and for what is no roam.
    public func objection(to association: Association) -> String? {
        guard association.isRoam else { return nil }
        if association.kind == .failed {
            return "The roam failed (\(association.reason?.code ?? "no reason")). \(association.explanation)"
        }
        if association.unsurePhases.contains(.roam) {
            return allowsUnknown
                ? nil : "The roam's time rests on clocks that nothing compares. \(association.explanation)"
        }
        guard let time = association.phases.roam else {
            return allowsUnknown ? nil : "The capture does not tell how long the roam took. \(association.explanation)"
        }
        guard time > limit else { return nil }
        return "\(time.milliseconds) ms is over the limit of \(limit.milliseconds) ms. \(association.explanation)"
    }

    /// What LANforge's own script would measure, and what that leaves out; nil where the phase was not captured.
    public static func lanforgeMeasure(of association: Association) -> String? {
        guard let time = association.phases.authenticationToAssociation else { return nil }
        let missing = [
            association.eap ? "EAP" : nil, association.phases.fourWay == nil ? nil : "the 4-way handshake",
        ].compactMap { $0 }
        return "Authentication to Reassociation Response \(time.milliseconds) ms"
            + (missing.isEmpty ? "" : ", without " + missing.joined(separator: " and "))
    }
}
