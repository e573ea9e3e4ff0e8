internal import Dot11
internal import EAP
internal import Octets
internal import RSN

extension [UInt8] {
    /// Makes `pmkid` the one PMKID of a frame: in the RSN element of an (Re)Association Request, or in the PMKID KDE of
    /// message 1, which it adds where there is none.
    ///
    /// - Returns: false, and nothing is changed, for other frames, and for a request without an RSN element.
    mutating func overridePMKID(_ pmkid: PMKID, kind: FrameKind) -> Bool {
        switch kind {
        case .associationRequest: overrideRequest(pmkid, of: .associationRequest)
        case .reassociationRequest: overrideRequest(pmkid, of: .reassociationRequest)
        case .eapolKey(1): overrideMessage1(pmkid)
        default: false
        }
    }

    private mutating func overrideRequest(_ pmkid: PMKID, of type: FrameType) -> Bool {
        let frame = self
        guard let header = try? MACHeader(parsing: frame.octets),
            let request = try? AssociationRequestBody(parsing: header.body, of: type)
        else { return false }
        let start = count - request.elements.byteCount
        var walk = ElementWalk(request.elements)
        guard let element = walk.first(.rsn), let rsn = try? RSNElement(parsing: element.body) else { return false }
        var whole: [UInt8] = []
        let (ciphers, akms) = (rsn.pairwiseCiphers, rsn.akms)
        // Room for 255 octets, PMKID and group management cipher included.
        guard ciphers.count + akms.count <= 48 else { return false }
        whole.appendRSNElement(
            groupCipher: rsn.groupCipher, pairwiseCiphers: (0..<ciphers.count).compactMap { ciphers[$0] },
            akms: (0..<akms.count).compactMap { akms[$0] }, capabilities: rsn.capabilities, pmkids: [pmkid],
            groupManagementCipher: rsn.groupManagementCipher)
        let place = start + element.offset..<start + element.offset + 2 + element.body.byteCount
        replaceSubrange(place, with: whole)
        return true
    }

    private mutating func overrideMessage1(_ pmkid: PMKID) -> Bool {
        let frame = self
        guard let header = try? MACHeader(parsing: frame.octets), let eapol = LLC.eapol(in: header.body),
            let key = try? EAPOLKeyFrame(parsing: eapol)
        else { return false }
        let start = count - eapol.byteCount
        let data = start + EAPOLKeyFrame.headerLength
        let length = key.keyData.byteCount
        let body = key.whole.byteCount - EAPOLFrame.headerLength
        var kde: [UInt8] = []
        kde.appendKDE(pmkid: pmkid)
        if let shown = Self.pmkidKDE(in: key.keyData) {
            replaceSubrange(data + shown..<data + shown + kde.count, with: kde)
            return true
        }
        insert(contentsOf: kde, at: data + length)
        replace(at: data - 2, bigEndian: UInt16(length + kde.count))
        replace(at: start + 2, bigEndian: UInt16(body + kde.count))
        return true
    }

    /// Where the PMKID KDE of key data begins.
    private static func pmkidKDE(in keyData: RawSpan) -> Int? {
        var walk = KeyDataWalk(keyData)
        while let entry = try? walk.next() {
            if entry.kind == .kde(4), entry.body.byteCount == 16 { return entry.offset }
        }
        return nil
    }
}
