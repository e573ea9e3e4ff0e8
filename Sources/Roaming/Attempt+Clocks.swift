/// A phase of an association, by its key in `results.json`.
public enum Phase: String, Sendable, CaseIterable {
    /// First Authentication request → (Re)Association Response.
    case authenticationToAssociation = "authentication_to_association"
    /// First EAP-Request/Identity → EAP-Success.
    case eap
    /// RADIUS requests to their replies.
    case radius
    /// Message 1 → message 4.
    case fourWay = "four_way"
    /// First Authentication → the link.
    case roam
    /// (Re)Association Request → the link.
    case roamFromRequest = "roam_from_request"
    /// Last data frame with the old BSS → first with the new one.
    case dataGap = "data_gap"
}

extension Attempt {
    /// The phases that begin and end in files whose clocks were not compared.
    func unsurePhases(_ association: Association) -> [Phase] {
        let phases = association.phases
        let end = completion
        var unsure: [Phase] = []
        func add(_ phase: Phase, _ elapsed: Elapsed?, _ first: Mark?, _ last: Mark?) {
            if elapsed != nil, let first, let last, first.clock != last.clock { unsure.append(phase) }
        }
        add(
            .authenticationToAssociation, phases.authenticationToAssociation, authentication.first, response?.mark)
        add(.eap, phases.eap, eap.firstIdentityRequest, eap.success)
        if phases.radius != nil, radius.crossesClocks { unsure.append(.radius) }
        add(.fourWay, phases.fourWay, fourWay.message1, fourWay.answer)
        add(.roam, phases.roam, authentication.first, end)
        add(.roamFromRequest, phases.roamFromRequest, request?.mark, end)
        add(
            .dataGap, phases.dataGap, lastDataElsewhere.first { $0.bssid == association.from }?.lastData, firstData)
        return unsure
    }
}
