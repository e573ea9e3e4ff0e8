public import Dot11
public import Timeline

/// How long things take on the air. 2.4 GHz is the ERP PHY with short slots and long preambles, all else OFDM of 20 MHz.
extension Channel {
    /// The pause before an Acknowledgement: 10 µs in 2.4 GHz, else 16 µs (802.11-2020, Tables 18-5 and 17-21).
    @inlinable
    public var sifs: Interval { .microseconds(isIn2GHz ? 10 : 16) }

    /// A backoff slot: 9 µs (802.11-2020, Tables 18-5 and 17-21).
    @inlinable
    public var slot: Interval { .microseconds(9) }

    /// The pause before a backoff is counted down: SIFS and two slots (802.11-2020, 10.3.7).
    @inlinable
    public var difs: Interval { sifs + slot * 2 }

    /// What precedes the first bit of an MPDU: 192 µs of long preamble and header, or 20 µs of OFDM preamble and SIGNAL
    /// (802.11-2020, 16.2.2.2 and 17.4.3).
    @inlinable
    public func preamble(at rate: PHYRate) -> Interval { .microseconds(rate.isDSSS ? 192 : 20) }

    /// The silence after an OFDM frame in 2.4 GHz, which SIFS follows: 6 µs (802.11-2020, 18.3.2.4).
    @inlinable
    public func signalExtension(at rate: PHYRate) -> Interval {
        isIn2GHz && !rate.isDSSS ? .microseconds(6) : .zero
    }

    /// How long a frame is on the air, signal extension not included (802.11-2020, 16.3.4 and 17.4.3).
    ///
    /// - Parameter octets: octets of the MPDU with its FCS.
    @inlinable
    public func airtime(octets: Int, at rate: PHYRate) -> Interval {
        let bits = 8 * UInt64(octets)
        let rate500 = UInt64(max(rate.rawValue, 1))
        guard !rate.isDSSS else {
            return preamble(at: rate) + .microseconds((2 * bits + rate500 - 1) / rate500)
        }
        // 16 SERVICE bits before, 6 tail bits after; a symbol of 4 µs holds 2 bits for each 500 kb/s.
        let symbolBits = 2 * rate500
        return preamble(at: rate) + .microseconds(4 * ((16 + bits + 6 + symbolBits - 1) / symbolBits))
    }

    /// How long after the end of the preamble the symbol begins that holds the first bit of an octet of the MPDU
    /// (802.11-2020, 16.2.2 and 17.3.5.2).
    ///
    /// - Parameter octet: counted from 0.
    @inlinable
    public func delay(toOctet octet: Int, at rate: PHYRate) -> Interval {
        let bits = 8 * UInt64(octet)
        let rate500 = UInt64(max(rate.rawValue, 1))
        return .microseconds(rate.isDSSS ? 2 * bits / rate500 : 4 * ((16 + bits) / (2 * rate500)))
    }

    /// How long a sender waits, from the end of its frame, for an Acknowledgement to begin: SIFS, a slot and
    /// aRxPHYStartDelay (802.11-2020, 10.3.2.11; Tables 16-4, 17-21 and 18-5).
    @inlinable
    public func acknowledgementTimeout(at rate: PHYRate) -> Interval {
        sifs + slot + .microseconds(rate.isDSSS ? 192 : 20)
    }
}
