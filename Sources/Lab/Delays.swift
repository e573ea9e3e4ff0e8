public import Timeline

/// What devices and servers take in simulated time, apart from airtime. Every figure that rests on them is called
/// simulated in reports.
///
/// The defaults are fitted to the time stamps of the seed's captures, whose full roams took 46 to 48 ms. One delay for
/// all frames of a device cannot fit everything: the seed's OKC roam took 10.5 ms, of which 3.2 ms before the
/// Reassociation Request alone, and with the defaults it takes 7.
public struct Delays: Hashable, Sendable {
    /// From an access point's request to the server and back, the server's own work apart (`--radius-rtt`).
    public var radiusRoundTrip = Interval.microseconds(300)
    /// What a station takes for a management or EAPOL frame that it sends (`--station-delay`).
    public var station = Interval.microseconds(1_000)
    /// What an access point takes for a management, EAPOL or RADIUS packet that it sends (`--ap-delay`).
    public var accessPoint = Interval.microseconds(550)
    /// What a TLS step with public-key operations takes, at either end (`--tls-delay`).
    public var tls = Interval.microseconds(5_500)

    /// The defaults.
    public init() {}

    /// Nothing is charged: for a lab in wall-clock time, where work takes the time that it takes.
    public static var none: Delays {
        var delays = Delays()
        delays.radiusRoundTrip = .zero
        delays.station = .zero
        delays.accessPoint = .zero
        delays.tls = .zero
        return delays
    }
}
