/// HTML under construction: what came from the air goes through ``text(_:)`` or an attribute, never in raw.
struct HTMLText {
    private(set) var text = ""

    /// Markup of our own.
    mutating func raw(_ markup: String) { text += markup }

    /// Anyone's text, escaped.
    mutating func text(_ content: String) { text += escaped(content) }

    /// An element around anyone's text.
    mutating func element(_ name: String, _ content: String) {
        text += "<\(name)>\(escaped(content))</\(name)>"
    }

    /// An element with attributes of our own around anyone's text.
    mutating func element(_ name: String, _ attributes: String, _ content: String) {
        text += "<\(name) \(attributes)>\(escaped(content))</\(name)>"
    }

    /// Begins a page in one file, without links to outside and without script.
    mutating func beginPage(title: String, skip: String, to target: String) {
        raw(#"<!doctype html>\#n<html lang="en">\#n<head>\#n<meta charset="utf-8">\#n"#)
        raw(#"<meta name="viewport" content="width=device-width, initial-scale=1">\#n"#)
        // Whatever slipped through the escaping could neither run nor fetch.
        raw(#"<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">\#n"#)
        element("title", title)
        raw("\n<style>\n\(reportStyle)\n</style>\n</head>\n<body>\n")
        raw(#"<a class="skip" href="\#(skip)">\#(target)</a>\#n"#)
    }

    /// Begins a drawing 1080 wide, with words for those who do not see it.
    mutating func beginFigure(height: Int, label: String, style: String = "") {
        text += #"<figure class="scroll"><svg class="\#(style)" viewBox="0 0 1080 \#(height)" role="img" "#
        text += #"aria-label="\#(escaped(label))">\#n"#
    }

    /// Ends it.
    mutating func endFigure() { text += "</svg></figure>\n" }

    /// Begins a table; a heading that ends in "#" stands over numbers.
    mutating func beginTable(_ headings: [String]) {
        text += #"<div class="scroll"><table>\#n<thead><tr>"#
        for heading in headings {
            let isNumber = heading.hasSuffix("#")
            element(
                "th", isNumber ? #"scope="col" class="number""# : #"scope="col""#, String(heading.prefix { $0 != "#" }))
        }
        text += "</tr></thead>\n<tbody>\n"
    }

    /// Ends it.
    mutating func endTable() { text += "</tbody></table></div>\n" }
}

/// Text made safe for HTML, attributes in double quotes included. Characters that show nothing but change how their
/// neighbours show (controls, directions, zero widths) become U+FFFD: an SSID may hold any of them.
func escaped(_ content: String) -> String {
    var result = ""
    result.reserveCapacity(content.utf8.count)
    for scalar in content.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "'": result += "&#39;"
        case "\n", "\t": result.unicodeScalars.append(" ")
        case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
        case _ where scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.isBidiControl:
            result += "\u{FFFD}"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}
