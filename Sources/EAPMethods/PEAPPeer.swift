internal import EAP
internal import Octets
internal import Timeline

/// The peer inside the tunnel of PEAP version 0: one EAP method, and the exchange of Result TLVs.
struct PEAPPeer {
    private enum State {
        case method(InnerEAPPeer)
        case succeeded
        case refused
    }

    private var state: State
    /// Whether the session is an earlier one, in which all was proved.
    private let isResumed: Bool

    init(_ method: InnerEAPMethod, identity: [UInt8], password: Password, isResumed: Bool) {
        self.isResumed = isResumed
        state = .method(InnerEAPPeer(method, identity: identity, password: password))
    }

    /// Whether the server said under protection that all is well, and the method agrees.
    var hasSucceeded: Bool { if case .succeeded = state { true } else { false } }

    /// Whether an EAP-Success may come now. Some servers end a resumed session by it alone, which wpa_supplicant takes.
    var acceptsSuccess: Bool { if case .refused = state { false } else { hasSucceeded || isResumed } }

    /// Takes in what the server said in the tunnel; nothing, where only the handshake had something left.
    ///
    /// - Parameter identifier: that of the EAP packet outside.
    mutating func receive(
        _ plaintext: RawSpan, identifier: UInt8, _ session: TLSSession, random: inout RandomSource,
        _ records: inout [UInt8]
    ) throws(TLSError) -> EAPPeerFailure? {
        guard plaintext.byteCount > 0 else { return nil }
        var answer: [UInt8] = []
        let packet = PEAPPacket.restored(plaintext, code: .request, identifier: identifier)
        do throws(ParseError) {
            if let failure = try proceed(packet.octets, random: &random, &answer) { return failure }
        } catch {
            return .malformedRequest(error)
        }
        if !answer.isEmpty { try session.seal(answer.octets, &records) }
        return nil
    }

    private mutating func proceed(
        _ packet: RawSpan, random: inout RandomSource, _ answer: inout [UInt8]
    ) throws(ParseError) -> EAPPeerFailure? {
        let request = try EAPPacket(parsing: packet)
        if request.type == PEAPPacket.tlv {
            answer = try conclude(request)
            return nil
        }
        guard case .method(var peer) = state else { return .unexpectedRequest }
        var response: [UInt8] = []
        let step = try peer.receive(request, random: &random, &response)
        state = .method(peer)
        if case .failed(let failure) = step { return failure }
        answer = PEAPPacket.compressed(response)
        return nil
    }

    /// Answers the server's result. A success that the method has not earned is none, whatever the server says.
    private mutating func conclude(_ request: borrowing EAPPacket) throws(ParseError) -> [UInt8] {
        let result = try PEAPResult(parsing: request.data)
        if case .method(let peer) = state {
            state = result == .success && (peer.hasSucceeded || isResumed) ? .succeeded : .refused
        }
        return (hasSucceeded ? PEAPResult.success : .failure).packet(.response, identifier: request.identifier)
    }
}
