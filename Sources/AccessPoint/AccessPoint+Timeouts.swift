internal import Dot11
internal import Octets
internal import RADIUS
internal import Timeline

/// How an entry ends by itself: because its station is not heard any more, or because its session is over.
extension AccessPoint {
    /// How long hostapd waits for the answer to its poll (AP_DISASSOC_DELAY).
    private static var timeForPoll: Interval { .seconds(3) }
    /// How long hostapd keeps a station that it disassociated for inactivity (AP_DEAUTH_DELAY).
    private static var timeAfterDisassociation: Interval { .seconds(1) }

    /// Begins to watch a station that was just heard.
    mutating func watch(_ index: Int, at now: Instant) {
        guard let entry = stations[index] else { return }
        let maximum = bsses[entry.bss].configuration.maximumInactivity
        entry.heardAt = now
        entry.inactivity = maximum == .zero ? .unwatched : .watched(until: now + maximum)
        scheduleStation(index)
    }

    /// Goes one step of hostapd's ap_handle_timer: poll, then Disassociation, then Deauthentication.
    mutating func wakeInactivity(_ index: Int, at now: Instant, _ out: inout AccessPointOutputs) {
        guard let entry = stations[index], let until = entry.inactivity.deadline, until <= now else { return }
        let configuration = bsses[entry.bss].configuration
        switch entry.inactivity {
        case .unwatched:
            return
        case .watched, .polled:
            guard entry.isAssociated else { return expire(index, .idleTimeout, at: now, &out) }
            let silence = now - entry.heardAt
            if silence < configuration.maximumInactivity {
                // Stations that fell silent together are not to be polled together.
                let scatter = Interval.seconds(random.next() % 20)
                entry.inactivity = .watched(until: entry.heardAt + configuration.maximumInactivity + scatter)
            } else if case .watched = entry.inactivity, configuration.pollsInactiveStations {
                entry.inactivity = .polled(until: now + Self.timeForPoll)
                poll(index, &out)
            } else {
                disassociate(index, at: now, &out)
            }
        case .disassociated:
            expire(index, .idleTimeout, at: now, &out)
        }
    }

    /// Asks a station whether it is still there: whatever it does with the frame, it acknowledges it.
    mutating func poll(_ index: Int, _ out: inout AccessPointOutputs) {
        guard let entry = stations[index] else { return }
        let token = newTag(index)
        entry.pollToken = token
        let bssid = bsses[entry.bss].configuration.bssid
        // The sequence number of a QoS Null may be anything (802.11-2020, 10.3.2.14.2); mac80211 leaves 0.
        let number = entry.isQoS ? 0 : bsses[entry.bss].managementNumbers.take()
        out.transmit(token: token) { frame in
            frame.appendDataHeader(
                entry.isQoS ? .qosNull : .null, flags: FrameControl.fromDS, to: entry.address, from: bssid,
                farEnd: bssid, duration: configuration.channel.durationAtLowestRate, sequenceNumber: number,
                priority: 7)
        }
    }

    private mutating func disassociate(_ index: Int, at now: Instant, _ out: inout AccessPointOutputs) {
        guard let entry = stations[index] else { return }
        sendManagement(.disassociation, to: entry.address, bss: entry.bss, &out) { frame in
            frame.append(littleEndian: ReasonCode.inactivity.rawValue)
        }
        out.report(.disconnected(entry.address, bss: entry.bss, .inactivity, isOwn: true))
        stopAccounting(entry, .idleTimeout, at: now, &out)
        resetEntry(index)
        entry.inactivity = .disassociated(until: now + Self.timeAfterDisassociation)
    }

    /// Sends a Deauthentication and forgets the station at once.
    private mutating func expire(
        _ index: Int, _ cause: AccountingRequest.TerminateCause, at now: Instant, _ out: inout AccessPointOutputs
    ) {
        guard let entry = stations[index] else { return }
        sendDeauthentication(to: entry.address, bss: entry.bss, .invalidAuthentication, &out)
        if entry.isAssociated {
            out.report(.disconnected(entry.address, bss: entry.bss, .invalidAuthentication, isOwn: true))
        }
        stopAccounting(entry, cause, at: now, &out)
        removeEntry(index, at: now, &out)
    }

    // MARK: Sessions

    /// What an Access-Accept says of the session's length (RFC 3580, 3.17).
    mutating func limitSession(_ index: Int, _ seconds: UInt32?, endsInReauthentication: Bool, at now: Instant) {
        guard let entry = stations[index] else { return }
        entry.sessionEndsAt = nil
        guard let seconds else { return }
        if endsInReauthentication {
            entry.reauthenticationPeriod = .seconds(UInt64(seconds))
        } else {
            entry.sessionEndsAt = now + .seconds(UInt64(seconds))
        }
        scheduleStation(index)
    }

    /// Ends a session, or begins EAP anew while data go on flowing.
    mutating func wakeSession(_ index: Int, at now: Instant, _ out: inout AccessPointOutputs) {
        guard let entry = stations[index] else { return }
        if let end = entry.sessionEndsAt, end <= now {
            expire(index, .sessionTimeout, at: now, &out)
        } else if let due = entry.reauthenticateAt, due <= now {
            entry.reauthenticateAt = entry.reauthenticationPeriod.map { now + $0 }
            restartEAP(index, at: now, &out)
        }
    }
}
