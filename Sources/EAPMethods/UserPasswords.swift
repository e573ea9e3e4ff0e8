/// Who may come in: names and passwords.
public struct UserPasswords: Sendable {
    private var passwords: [[UInt8]: Password] = [:]

    /// Nobody.
    public init() {}

    /// How many users there are.
    public var count: Int { passwords.count }

    /// The password of the user with this name, compared octet by octet; nil where there is none.
    public subscript(name: [UInt8]) -> Password? {
        get { passwords[name] }
        set { passwords[name] = newValue }
    }

    /// The password of the user with this name.
    public subscript(name: String) -> Password? {
        get { self[[UInt8](name.utf8)] }
        set { self[[UInt8](name.utf8)] = newValue }
    }
}
