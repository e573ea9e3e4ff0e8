public import Roaming

/// A fault that was set for a run, and what it did.
public struct StatedFault: Sendable, Equatable {
    /// One time at which it acted.
    public struct Occasion: Sendable, Equatable {
        /// When, from the capture's first frame on.
        public var time: Elapsed
        /// On what: "eapol-key 3".
        public var frame: String
        /// Whose frame it was: an address, "client" or "server".
        public var sender: String

        /// An occasion.
        public init(time: Elapsed, frame: String, sender: String) {
            self.time = time
            self.frame = frame
            self.sender = sender
        }
    }

    /// The fault as it was written: "drop eapol-key 3 first 2".
    public var text: String
    /// How many frames it names.
    public var counted: Int
    /// How often it acted.
    public var acted: Int
    /// When; of many, the first.
    public var occasions: [Occasion]

    /// A fault with what it did.
    public init(text: String, counted: Int, acted: Int, occasions: [Occasion]) {
        self.text = text
        self.counted = counted
        self.acted = acted
        self.occasions = occasions
    }

    /// "acted 2 times: eapol-key 3 at 1.201 s, eapol-key 3 at 1.302 s", or how many frames it saw in vain.
    public var sentence: String {
        guard acted > 0 else { return "never acted; it names \(counted) of the frames" }
        let shown = occasions.prefix(8).map { "\($0.frame) at \($0.time.seconds) s" }.joined(separator: ", ")
        return "acted \(acted) time\(acted == 1 ? "" : "s"): \(shown)\(acted > 8 ? ", …" : "")"
    }
}
