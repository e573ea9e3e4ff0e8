/// The one of `names` that `key` is most likely a misspelling of; nil where none is near.
///
/// Near is the Damerau–Levenshtein distance. Of several equally near, first one that differs by a letter doubled or
/// not: `ieee80211x` is one letter from `ieee8021x`, `ieee80211n` and `ieee80211ax`. Then the longest common
/// beginning decides.
public func nearestName(to key: String, in names: [String]) -> String? {
    let typed = Array(key.utf8.prefix(65))
    guard typed.count <= 64 else { return nil }
    var best: (name: String, distance: Int, rank: Int)?
    for name in names {
        let known = Array(name.utf8)
        let limit = min(best?.distance ?? 3, max(1, min(3, known.count / 3)))
        guard abs(known.count - typed.count) <= limit else { continue }
        let distance = editDistance(typed, known)
        guard distance <= limit else { continue }
        let isDoubling = withoutDoubles(typed) == withoutDoubles(known)
        let rank = isDoubling ? -1 : typed.count - zip(typed, known).prefix { $0 == $1 }.count
        if let current = best, (current.distance, current.rank) <= (distance, rank) { continue }
        best = (name, distance, rank)
    }
    return best?.name
}

/// Insertions, deletions, substitutions and exchanges of neighbours that lead from one text to the other
/// (Damerau–Levenshtein, no part edited twice).
func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in left.indices {
        var row = [i + 1]
        row.reserveCapacity(right.count + 1)
        for j in right.indices {
            var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
            if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                cost = min(cost, beforeLast[j - 1] + 1)
            }
            row.append(cost)
        }
        (beforeLast, last) = (last, row)
    }
    return last[right.count]
}

private func withoutDoubles(_ text: [UInt8]) -> [UInt8] {
    text.indices.filter { $0 == 0 || text[$0] != text[$0 - 1] }.map { text[$0] }
}
