#if Console
    internal import HTTPTypes
    internal import Hummingbird
    internal import NIOCore

    /// The page and the description of the API.
    enum PageRoutes {
        /// - Parameter folder: where the page's files are read at each request, while it is worked on; nil serves those
        ///   in the program. The names are those of ``PageFile/all`` in either case.
        /// - Parameter version: of the program.
        static func add(to router: Router<ConsoleContext>, folder: String?, version: String) {
            for file in PageFile.all {
                add(file.path, file, to: router, folder: folder)
                if file.path == "index.html" { add("", file, to: router, folder: folder) }
            }
            router.get("api/v1/version") { _, _ in JSONAnswer.response(["version": version]) }
            router.get("api/v1/openapi.yaml") { _, _ in
                response(PackageResources.openapi_yaml, "application/yaml; charset=utf-8")
            }
        }

        private static func add(
            _ path: String, _ file: PageFile, to router: Router<ConsoleContext>, folder: String?
        ) {
            router.get(RouterPath(path)) { _, _ in
                guard let folder else { return response(file.octets(), file.type) }
                guard let octets = FileOctets.read(folder + "/" + file.path) else {
                    throw Problem.notFound("\(file.path) in \(folder)")
                }
                return response(octets, file.type)
            }
        }

        private static func response(_ octets: [UInt8], _ type: String) -> Response {
            Response(
                status: .ok, headers: [.contentType: type, .cacheControl: "no-cache"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: octets)))
        }
    }
#endif
