extension Array {
    /// Of sorted values the one that `percent` of 100 do not exceed (nearest rank); nil of none.
    ///
    /// - Parameter percent: 1 to 100.
    public func nearestRank(_ percent: Int) -> Element? { isEmpty ? nil : self[(count * percent + 99) / 100 - 1] }
}
