#if Console
    /// The files of `Page/`, in the program. A test holds this list equal to the folder.
    struct PageFile: Sendable {
        /// Its path below `/`.
        let path: String
        /// Its media type.
        let type: String
        /// Its content.
        let octets: @Sendable () -> [UInt8]

        private init(_ path: String, _ type: MediaType, _ octets: @autoclosure @escaping @Sendable () -> [UInt8]) {
            self.path = path
            self.type = type.rawValue
            self.octets = octets
        }

        private enum MediaType: String {
            case html = "text/html; charset=utf-8"
            case css = "text/css; charset=utf-8"
            case script = "text/javascript; charset=utf-8"
            case svg = "image/svg+xml"
        }

        /// All of them; "index.html" is what "/" shows.
        static let all = [
            PageFile("index.html", .html, PackageResources.index_html),
            PageFile("style.css", .css, PackageResources.style_css),
            PageFile("main.js", .script, PackageResources.main_js),
        ]
    }
#endif
