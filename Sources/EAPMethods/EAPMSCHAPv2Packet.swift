internal import Octets

/// A view of the type data of EAP-MSCHAPv2 (draft-kamath-pppext-eap-mschapv2-02, 2).
struct EAPMSCHAPv2Packet: ~Escapable {
    enum Operation: UInt8 {
        case challenge = 1
        case response = 2
        case success = 3
        case failure = 4
    }

    let operation: Operation
    /// Matches a response to its challenge, whatever EAP's identifier is. 0 in the one-octet answers.
    let identifier: UInt8
    /// What follows the length.
    let content: RawSpan

    /// Reads a packet. A peer's Success and Failure are the operation alone; the length field is not relied on, since
    /// implementations differ in what they count.
    @_lifetime(copy data)
    init(parsing data: RawSpan) throws(ParseError) {
        var reader = OctetReader(data)
        guard let operation = Operation(rawValue: try reader.octet("EAP-MSCHAPv2 operation")) else {
            throw ParseError(at: 0, expected: "an EAP-MSCHAPv2 operation of 1 to 4")
        }
        self.operation = operation
        if reader.isAtEnd, operation == .success || operation == .failure {
            identifier = 0
        } else {
            identifier = try reader.octet("EAP-MSCHAPv2 identifier")
            try reader.skip(2, "EAP-MSCHAPv2 length")
        }
        content = reader.rest()
    }
}

extension [UInt8] {
    /// Appends the type data of EAP-MSCHAPv2 with a header of four octets.
    mutating func appendEAPMSCHAPv2(
        _ operation: EAPMSCHAPv2Packet.Operation, identifier: UInt8, _ content: (inout [UInt8]) -> Void
    ) {
        let start = count
        append(operation.rawValue)
        append(identifier)
        append(bigEndian: UInt16(0))
        content(&self)
        replace(at: start + 2, bigEndian: UInt16(count - start))
    }
}
