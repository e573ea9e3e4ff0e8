extension Channel {
    /// The Duration field of a frame sent at the lowest basic rate, as management and EAPOL frames are: SIFS and an
    /// Acknowledgement at that rate, in microseconds (802.11-2020, 9.2.5).
    ///
    /// 5 GHz: 16 + 44 at 6 Mb/s. 2.4 GHz: 10 + 304 at 1 Mb/s with the long preamble.
    @inlinable
    public var durationAtLowestRate: UInt16 { isIn2GHz ? 314 : 60 }

    /// The Duration field of a data frame sent at 54 Mb/s, acknowledged at 24 Mb/s, in microseconds.
    ///
    /// 5 GHz: 16 + 28. 2.4 GHz: 10 + 28, and 6 of signal extension (802.11-2020, 18.3.2.4).
    @inlinable
    public var durationOfData: UInt16 { 44 }
}
