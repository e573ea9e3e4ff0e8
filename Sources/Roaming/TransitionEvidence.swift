internal import Dot11
internal import Octets
internal import RSN

/// What a capture shows of the key hierarchy of a Fast BSS Transition: who holds which key, in which mobility domain.
struct TransitionEvidence {
    /// The identifier of the mobility domain, as it stands in its element.
    var mobilityDomain: [UInt8] = []
    /// R0KH-ID and R1KH-ID.
    var holder0: [UInt8] = []
    var holder1: MACAddress?

    /// Takes what the elements of a frame, or the key data of message 2, say.
    mutating func read(_ elements: RawSpan) {
        var walk = ElementWalk(elements)
        while let element = try? walk.next() {
            switch element.id {
            case .mobilityDomain where element.body.byteCount >= 2:
                mobilityDomain = element.body.extracting(first: 2).array
            case .fastBSSTransition where element.body.byteCount > 82:
                // Behind MIC control, MIC and both nonces: sub-elements 1 (R1KH-ID) and 3 (R0KH-ID) (9.4.2.47).
                var inner = ElementWalk(element.body.extracting(82..<element.body.byteCount))
                while let holder = try? inner.next() {
                    if holder.id.rawValue == 1, holder.body.byteCount == 6 { holder1 = MACAddress(holder.body, at: 0) }
                    if holder.id.rawValue == 3 { holder0 = holder.body.array }
                }
            default: break
            }
        }
    }

    /// The keys that a known key gives here; nil where something is missing.
    func keys(from pmk: PMK, ssid: [UInt8], supplicant: MACAddress) -> TransitionKeys? {
        guard let holder1 else { return nil }
        return TransitionKeys(
            pmk: pmk, ssid: ssid.octets, mobilityDomain: mobilityDomain.octets, holder0: holder0.octets,
            holder1: holder1, supplicant: supplicant)
    }
}

extension SignedFrame {
    /// A Reassociation Request or Response of a Fast BSS Transition, whose MIC covers both addresses, the number of the
    /// frame in the transaction, the RSN, Mobility Domain and Fast BSS Transition elements, and what else the element
    /// counts (802.11-2020, 13.8.4, 13.8.5); nil where it has no such MIC.
    init?(_ fact: Fact, _ elements: RawSpan) {
        var message: [UInt8] = []
        message.append(fact.station)
        message.append(fact.bssid)
        message.append(fact.isFromStation ? 5 : 6)
        var mic: [UInt8] = []
        var (covered, stated) = (0, 0)
        var nonces: (Nonce, Nonce)?
        var walk = ElementWalk(elements)
        while let element = try? walk.next() {
            switch element.id {
            case .rsn, .mobilityDomain: break
            case .fastBSSTransition:
                guard element.body.byteCount >= 82 else { return nil }
                stated = Int(element.body.octet(at: 1))
                mic = element.body.extracting(2..<18).array
                nonces = (Nonce(element.body, at: 18), Nonce(element.body, at: 50))
            default: continue
            }
            covered += 1
            message.append(element.id.rawValue)
            message.append(UInt8(element.body.byteCount))
            if element.id == .fastBSSTransition {
                message.append(octets: element.body.extracting(first: 2))
                message.append(zeros: 16)
                message.append(octets: element.body.extracting(18..<element.body.byteCount))
            } else {
                message.append(octets: element.body)
            }
        }
        // Resource requests and the RSN extension element are counted too, and not read here.
        guard let nonces, covered == 3, stated == 3 else { return nil }
        self.init(
            number: fact.number, content: .transition(message: message, mic: mic), authenticatorNonce: nonces.0,
            supplicantNonce: nonces.1)
    }
}
