internal import Dot11

extension FrameType {
    /// What the Info column calls a frame of this type.
    var infoName: String {
        switch rawValue {
        case 0x00: "Association Request"
        case 0x01: "Association Response"
        case 0x02: "Reassociation Request"
        case 0x03: "Reassociation Response"
        case 0x04: "Probe Request"
        case 0x05: "Probe Response"
        case 0x06: "Measurement Pilot"
        case 0x08: "Beacon frame"
        case 0x09: "ATIM"
        case 0x0A: "Disassociate"
        case 0x0B: "Authentication"
        case 0x0C: "Deauthentication"
        case 0x0D: "Action"
        case 0x0E: "Action No Ack"
        case 0x12: "Trigger"
        case 0x14: "Beamforming Report Poll"
        case 0x15: "VHT/HE NDP Announcement"
        case 0x17: "Control Wrapper"
        case 0x18: "802.11 Block Ack Req"
        case 0x19: "802.11 Block Ack"
        case 0x1A: "Power-Save poll"
        case 0x1B: "Request-to-send"
        case 0x1C: "Clear-to-send"
        case 0x1D: "Acknowledgement"
        case 0x1E: "CF-End (Control-frame)"
        case 0x1F: "CF-End + CF-Ack (Control-frame)"
        case 0x20: "Data"
        case 0x21: "Data + CF-Ack"
        case 0x22: "Data + CF-Poll"
        case 0x23: "Data + CF-Ack + CF-Poll"
        case 0x24: "Null function (No data)"
        case 0x25: "Acknowledgement (No data)"
        case 0x26: "CF-Poll (No data)"
        case 0x27: "CF-Ack/Poll (No data)"
        case 0x28: "QoS Data"
        case 0x29: "QoS Data + CF-Acknowledgment"
        case 0x2A: "QoS Data + CF-Poll"
        case 0x2B: "QoS Data + CF-Ack + CF-Poll"
        case 0x2C: "QoS Null function (No data)"
        case 0x2E: "QoS CF-Poll (No Data)"
        case 0x2F: "QoS CF-Ack + CF-Poll (No data)"
        default: "Unrecognized (Reserved frame)"
        }
    }
}

extension FrameControl {
    /// The flags as the Info column draws them: order, protected, more data, power management, retry, more fragments,
    /// from DS, to DS, and C where an FCS was captured.
    func infoFlags(hasCheckSequence: Bool) -> String {
        var text = ""
        for (bit, letter) in zip([15, 14, 13, 12, 11, 10, 9, 8], "opmPRMFT" as String) {
            text.append(rawValue & (1 << UInt16(bit)) != 0 ? letter : ".")
        }
        return hasCheckSequence ? text + "C" : text
    }
}
