#if Console
    internal import Roaming
    internal import Sockets
    internal import Synchronization

    #if canImport(Glibc)
        internal import Glibc
    #else
        internal import Musl
    #endif

    /// The captures that the console itself makes, as files in a folder of its own, which goes when the console ends.
    final class OwnCaptures: Sendable {
        /// One of them.
        struct Capture: Sendable {
            /// Its name below `/captures`: "live", "okc-1-both".
            var id: String
            /// What a person calls it.
            var name: String
            /// The file; whoever reads it holds to whole blocks, as it may grow.
            var path: String
            /// The PMKs that were made in it.
            var keys: KeysFile?
            /// Whether it grows.
            var isGrowing: Bool
            /// How many keys were made in it, those that are kept no more among them.
            var learnt = 0
            /// Why it is not whole; nil where it is.
            var problem: String?
        }

        /// The folder.
        let folder: String
        private let captures = Mutex<[Capture]>([])

        /// Makes a folder that this user alone can look into.
        init() throws(SystemError) {
            var template = Array("\(Self.parent)/roamlab-console-XXXXXX".utf8CString)
            let isMade = unsafe template.withUnsafeMutableBufferPointer {
                unsafe $0.baseAddress.flatMap { unsafe mkdtemp($0) } != nil
            }
            folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
            guard isMade else { throw SystemError(folder, "mkdtemp", code: errno) }
        }

        deinit { remove() }

        private static var parent: String {
            guard let value = unsafe getenv("TMPDIR") else { return "/tmp" }
            return unsafe String(cString: value)
        }

        /// All of them, in the order in which they came.
        var all: [Capture] { captures.withLock { $0 } }

        /// Announces a capture whose file is there.
        func add(_ capture: Capture) { captures.withLock { $0.append(capture) } }

        /// Adds keys that were made in a capture; the last 10,000 are kept.
        func learn(_ keys: [KeysFile.Entry], of id: String) {
            captures.withLock { captures in
                guard let index = captures.firstIndex(where: { $0.id == id }) else { return }
                var file = captures[index].keys ?? KeysFile()
                captures[index].keys = nil
                file.entries += keys
                if file.entries.count > 12_000 { file.entries.removeFirst(file.entries.count - 10_000) }
                captures[index].keys = file
                captures[index].learnt += keys.count
            }
        }

        /// The keys that were made in a capture since there were `count`, and how many there are now.
        func keys(of id: String, after count: Int) -> (keys: [KeysFile.Entry], count: Int) {
            captures.withLock { captures in
                guard let capture = captures.first(where: { $0.id == id }) else { return ([], count) }
                return (capture.keys?.entries.suffix(capture.learnt - count) ?? [], capture.learnt)
            }
        }

        /// Says that a capture ends before what it is of.
        func note(_ problem: String, of id: String) {
            captures.withLock { captures in
                guard let index = captures.firstIndex(where: { $0.id == id }) else { return }
                captures[index].problem = problem
            }
        }

        /// Why a capture is not whole; nil where it is.
        func problem(of id: String) -> String? { all.first { $0.id == id }?.problem }

        /// Takes captures back and removes their files.
        func remove(where isGone: (Capture) -> Bool) {
            let gone = captures.withLock { captures in
                let gone = captures.filter(isGone)
                captures.removeAll(where: isGone)
                return gone
            }
            for capture in gone { _ = unsafe unlink(capture.path) }
        }

        /// Removes all files and the folder.
        func remove() {
            remove { _ in true }
            _ = unsafe rmdir(folder)
        }
    }
#endif
