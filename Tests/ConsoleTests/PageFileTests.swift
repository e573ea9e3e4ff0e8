#if Console
    @testable import Console
    import Foundation
    import TestSupport
    import Testing

    @Suite struct PageFileTests {
        @Test func everyFileOfThePageIsInTheProgram() throws {
            let folder = Reference.package + "/Sources/Console/Page"
            let listed = try #require(Program.text(of: "cd '\(folder)' && find . -type f -printf '%P\\n' | sort"))
            #expect(listed.split(separator: "\n").map(String.init) == PageFile.all.map(\.path).sorted())
            for file in PageFile.all { #expect(Program.octets(of: "\(folder)/\(file.path)") == file.octets()) }
        }

        /// A ladder has the same colours on the page and in the report, light and dark.
        @Test func theReportHasTheColoursOfThePage() throws {
            let text = { (path: String) in
                String(decoding: Program.octets(of: Reference.package + path) ?? [], as: UTF8.self)
            }
            let color = #/--([\w-]+): (?:light-dark\((#\w+), (#\w+)\)|(#\w+));/#
            var page: [String: [Substring]] = [:]
            for match in text("/Sources/Console/Page/tokens.css").matches(of: color) {
                page[String(match.1)] = [match.2, match.3].compactMap { $0 }
            }
            var report: [String: [Substring]] = [:]
            let style = text("/Sources/Reports/ReportStyle.swift")
            // On paper the report is white.
            let screen = style[..<(style.range(of: "@media print")?.lowerBound ?? style.endIndex)]
            for match in screen.matches(of: color) { report[String(match.1), default: []].append(match.4 ?? "") }
            #expect(report.count > 15)
            for (name, colors) in report { #expect(page[name] == colors, "\(name)") }
        }
    }
#endif
