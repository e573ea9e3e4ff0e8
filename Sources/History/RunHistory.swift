#if Console
    internal import Foundation
    internal import GRDB
    internal import Roaming

    /// The runs that were made, in a file of SQLite's.
    ///
    /// ```swift
    /// let history = try RunHistory(path: path)
    /// let id = try history.add(run)
    /// print(try history.difference(from: id - 1, to: id).groups)
    /// ```
    public final class RunHistory: Sendable {
        /// Associations of a run that are kept at most.
        public static let associationLimit = 100_000

        let database: DatabaseQueue

        /// Opens the file; it and its folder are made if need be, for this user alone.
        ///
        /// - Throws: ``HistoryError`` where that fails.
        public init(path: String) throws(HistoryError) {
            do {
                let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
                if !FileManager.default.fileExists(atPath: folder.path) {
                    try FileManager.default.createDirectory(
                        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
                }
                let isNew = !FileManager.default.fileExists(atPath: path)
                if isNew,
                    !FileManager.default.createFile(
                        atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
                {
                    throw CocoaError(.fileWriteNoPermission)
                }
                var configuration = GRDB.Configuration()
                // Another roamlab may be writing.
                configuration.busyMode = .timeout(5)
                database = try DatabaseQueue(path: path, configuration: configuration)
                try Self.migrator.migrate(database)
            } catch {
                throw HistoryError(path: path, error)
            }
        }

        private static var migrator: DatabaseMigrator {
            var migrator = DatabaseMigrator()
            migrator.registerMigration("runs and associations") { database in
                try database.create(table: "run") { table in
                    table.autoIncrementedPrimaryKey("id")
                    table.column("source", .text).notNull()
                    table.column("title", .text).notNull()
                    table.column("command", .text).notNull()
                    table.column("time", .double).notNull()
                    table.column("simulated", .boolean).notNull()
                    table.column("as_expected", .boolean)
                }
                try database.create(table: "setting") { table in
                    table.column("run_id", .integer).notNull().indexed().references("run", onDelete: .cascade)
                    table.column("is_version", .boolean).notNull()
                    table.column("name", .text).notNull()
                    table.column("value", .text).notNull()
                    table.primaryKey(["run_id", "is_version", "name"])
                }
                try database.create(table: "association") { table in
                    table.autoIncrementedPrimaryKey("id")
                    table.column("run_id", .integer).notNull().indexed().references("run", onDelete: .cascade)
                    table.column("number", .integer).notNull()
                    table.column("scenario", .text)
                    table.column("time", .double).notNull()
                    for name in ["station", "bssid", "kind", "explanation"] { table.column(name, .text).notNull() }
                    for name in ["ssid", "from_bssid", "request", "evidence", "reason", "akm", "eap_method"] {
                        table.column(name, .text)
                    }
                    table.column("roam", .boolean).notNull()
                    for name in ["first_frame", "retries"] { table.column(name, .integer).notNull() }
                    for name in ["channel", "signal"] { table.column(name, .integer) }
                    for name in AssociationRow.phaseNames { table.column(name + "_ms", .double) }
                }
            }
            return migrator
        }

        /// Keeps a run.
        ///
        /// - Returns: its number.
        @discardableResult
        public func add(_ run: KeptRun) throws -> Int64 {
            try database.write { database in
                try database.execute(
                    sql: """
                        INSERT INTO run (source, title, command, time, simulated, as_expected) VALUES (?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [run.source, run.title, run.command, run.time, run.isSimulated, run.isAsExpected])
                let id = database.lastInsertedRowID
                for (isVersion, settings) in [(true, run.versions), (false, run.configuration)] {
                    for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
                        try database.execute(
                            sql: "INSERT INTO setting (run_id, is_version, name, value) VALUES (?, ?, ?, ?)",
                            arguments: [id, isVersion, name, value])
                    }
                }
                for (number, entry) in run.associations.prefix(Self.associationLimit).enumerated() {
                    try AssociationRow(entry.association, scenario: entry.scenario, number: number, run: id).insert(
                        database)
                }
                return id
            }
        }

        /// Adds associations to a run that goes on; the first gets the number `first`.
        func append(_ associations: [Roaming.Association], to run: Int64, from first: Int) throws {
            try database.write { database in
                for (index, association) in associations.enumerated() {
                    try AssociationRow(association, scenario: nil, number: first + index, run: run).insert(database)
                }
            }
        }

        /// Forgets a run.
        ///
        /// - Returns: whether there was one of that number.
        public func remove(_ id: Int64) throws -> Bool {
            try database.write { database in
                try database.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [id])
                return database.changesCount > 0
            }
        }
    }

    /// Why a history could not be opened or read.
    public struct HistoryError: Error, CustomStringConvertible {
        /// The file, as it was named.
        public var path: String
        /// What was said.
        public var reason: String

        init(path: String, _ error: any Error) {
            self.path = path
            reason =
                (error as? DatabaseError).map { $0.message ?? "\($0.resultCode)" } ?? "\(error.localizedDescription)"
        }

        /// "history.sqlite: cannot be kept: file is not a database".
        public var description: String { "\(path): cannot be used for the history of runs: \(reason)" }
    }
#endif
