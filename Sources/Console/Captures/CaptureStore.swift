#if Console
    internal import Capture
    internal import Foundation
    internal import HTTPTypes
    internal import Hummingbird
    internal import NIOCore
    internal import Octets
    internal import Roaming
    internal import Synchronization

    /// The captures that can be looked at: those the console makes, those it was started with, and those handed over.
    final class CaptureStore: Sendable {
        /// Captures that pages may have handed over at a time.
        private static let uploadCount = 32

        private let own: OwnCaptures
        private let uploadLimit: Int
        private let analysed: @Sendable (OwnCaptures.Capture, RoamingResults) -> Void
        private let state = Mutex(State())

        private struct State {
            var open: [String: OpenCapture] = [:]
            var files: [OwnCaptures.Capture] = []
            var uploads = 0
        }

        /// - Parameters:
        ///   - files: captures that are open from the beginning.
        ///   - analysed: told once of each capture that does not grow, when it was read for its roams.
        init(
            _ own: OwnCaptures, files: [String], uploadLimit: Int,
            analysed: @escaping @Sendable (OwnCaptures.Capture, RoamingResults) -> Void = { _, _ in }
        ) {
            self.analysed = analysed
            self.own = own
            self.uploadLimit = uploadLimit
            for (index, path) in files.enumerated() {
                let name = path.split(separator: "/").last.map(String.init) ?? path
                let capture = OwnCaptures.Capture(
                    id: "file-\(index + 1)", name: name, path: path, keys: nil, isGrowing: false)
                if CaptureFile.isCompressed(path: path) {
                    // Rows are found by their place in the file: it must be expanded for that.
                    if let expanded = try? expand(capture) { own.add(expanded) }
                } else {
                    state.withLock { $0.files.append(capture) }
                }
            }
        }

        /// All captures, the lab's first.
        var all: [OwnCaptures.Capture] { own.all + state.withLock { $0.files } }

        /// A capture by its name below `/captures`, opened if need be.
        func capture(_ id: String) throws -> OpenCapture {
            guard let source = all.first(where: { $0.id == id }) else {
                state.withLock { _ = $0.open.removeValue(forKey: id) }
                throw Problem.notFound("capture \(id)")
            }
            if let open = state.withLock({ $0.open[id] }), open.source.path == source.path {
                return open
            }
            do throws(FileError) {
                let capture = try OpenCapture(source, of: own, analysed: analysed)
                return state.withLock { state in
                    if let other = state.open[id], other.source.path == source.path { return other }
                    state.open[id] = capture
                    return capture
                }
            } catch {
                throw Problem(.unprocessableContent, "\(error)")
            }
        }

        /// Closes a capture that was opened or handed over.
        func close(_ id: String) throws {
            guard all.contains(where: { $0.id == id }) else { throw Problem.notFound("capture \(id)") }
            guard id.hasPrefix("file-") || id.hasPrefix("upload-") else {
                throw Problem(.conflict, "the console made capture \(id), and keeps it")
            }
            own.remove { $0.id == id }
            state.withLock { state in
                state.files.removeAll { $0.id == id }
                state.open[id] = nil
            }
        }

        /// Takes in what a page hands over: into a file of the console's own, never more than the limit.
        func take(_ body: RequestBody, name: String) async throws -> OwnCaptures.Capture {
            guard own.all.count(where: { $0.id.hasPrefix("upload-") }) < Self.uploadCount else {
                throw Problem(.conflict, "\(Self.uploadCount) captures are open: close one first")
            }
            let number = state.withLock { state in
                state.uploads += 1
                return state.uploads
            }
            let path = "\(own.folder)/upload-\(number)"
            var capture = OwnCaptures.Capture(
                id: "upload-\(number)", name: String(name.prefix(200)), path: path, keys: nil, isGrowing: false)
            var isTaken = false
            defer { if !isTaken { try? FileManager.default.removeItem(atPath: path) } }
            try await receive(body, into: path)
            if CaptureFile.isCompressed(path: path) {
                capture = try expand(capture)
                try? FileManager.default.removeItem(atPath: path)
            }
            defer { if !isTaken { try? FileManager.default.removeItem(atPath: capture.path) } }
            try Self.check(capture.path)
            isTaken = true
            own.add(capture)
            return capture
        }

        private func receive(_ body: RequestBody, into path: String) async throws {
            let file = try OutputFile(path: path, isPrivate: true)
            var length = 0
            for try await buffer in body {
                length += buffer.readableBytes
                guard length <= uploadLimit else { throw tooLong() }
                try file.write(Array(buffer.readableBytesView).octets)
            }
        }

        private func tooLong() -> Problem {
            Problem(.contentTooLarge, "the capture has more than \(uploadLimit) octets")
        }

        private func expand(_ capture: OwnCaptures.Capture) throws -> OwnCaptures.Capture {
            var expanded = capture
            expanded.path = "\(own.folder)/\(capture.id)-expanded"
            let outcome = try CaptureFile(path: capture.path).expand(
                into: OutputFile(path: expanded.path, isPrivate: true), limit: uploadLimit)
            switch outcome {
            case .whole, .damaged: return expanded
            case .tooLong:
                try? FileManager.default.removeItem(atPath: expanded.path)
                throw tooLong()
            }
        }

        /// Refuses what is no capture from its first octet on; a damaged one is taken, and shown as far as it goes.
        private static func check(_ path: String) throws {
            struct Nothing: PacketSink {
                mutating func receive(_ packet: borrowing CapturedPacket) {}
            }
            let file = try SeekableFile(path: path)
            var octets = [UInt8](repeating: 0, count: 4096)
            let count = try file.read(into: &octets, at: 0)
            var decoder = CaptureDecoder()
            var nothing = Nothing()
            do throws(CaptureError) {
                let taken = try decoder.decode(octets.octets.extracting(0..<count), into: &nothing)
                if taken == 0, count < octets.count { try decoder.finish(octets.octets.extracting(0..<count)) }
            } catch {
                guard decoder.offset == 0 else { return }
                throw Problem(.unprocessableContent, "\(error)")
            }
        }
    }
#endif
