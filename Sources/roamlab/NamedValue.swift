internal import ArgumentParser

/// The value with this name; throws with the names that there are.
func named<Value: RawRepresentable<String> & CaseIterable>(_ name: String) throws -> Value {
    guard let value = Value(rawValue: name) else {
        let names = Value.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("\(name) is none of \(names)")
    }
    return value
}
