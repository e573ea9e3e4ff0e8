#if Console
    public import GRDB

    /// The runs that were made, in a file of SQLite's.
    public struct RunHistory: Sendable {
        /// The database.
        public let database: DatabaseQueue

        /// Opens the file, which is made if need be.
        public init(path: String) throws { database = try DatabaseQueue(path: path) }
    }
#endif
