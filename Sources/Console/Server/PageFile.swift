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
            PageFile("lab.css", .css, PackageResources.lab_css),
            PageFile("ladder.css", .css, PackageResources.ladder_css),
            PageFile("packets.css", .css, PackageResources.packets_css),
            PageFile("page.css", .css, PackageResources.page_css),
            PageFile("plots.css", .css, PackageResources.plots_css),
            PageFile("tokens.css", .css, PackageResources.tokens_css),
            PageFile("access-point-dialog.js", .script, PackageResources.access_point_dialog_js),
            PageFile("api.js", .script, PackageResources.api_js),
            PageFile("app.js", .script, PackageResources.app_js),
            PageFile("bridge-dialog.js", .script, PackageResources.bridge_dialog_js),
            PageFile("capture-report.js", .script, PackageResources.capture_report_js),
            PageFile("captures-view.js", .script, PackageResources.captures_view_js),
            PageFile("column-widths.js", .script, PackageResources.column_widths_js),
            PageFile("commands.js", .script, PackageResources.commands_js),
            PageFile("compare-view.js", .script, PackageResources.compare_view_js),
            PageFile("configuration-editor.js", .script, PackageResources.configuration_editor_js),
            PageFile("dialog.js", .script, PackageResources.dialog_js),
            PageFile("dom.js", .script, PackageResources.dom_js),
            PageFile("drop.js", .script, PackageResources.drop_js),
            PageFile("event-strip.js", .script, PackageResources.event_strip_js),
            PageFile("events.js", .script, PackageResources.events_js),
            PageFile("field-tree.js", .script, PackageResources.field_tree_js),
            PageFile("filter-box.js", .script, PackageResources.filter_box_js),
            PageFile("format.js", .script, PackageResources.format_js),
            PageFile("history-view.js", .script, PackageResources.history_view_js),
            PageFile("keys-dialog.js", .script, PackageResources.keys_dialog_js),
            PageFile("lab-view.js", .script, PackageResources.lab_view_js),
            PageFile("lab.js", .script, PackageResources.lab_js),
            PageFile("ladder-phases.js", .script, PackageResources.ladder_phases_js),
            PageFile("ladder-player.js", .script, PackageResources.ladder_player_js),
            PageFile("ladder.js", .script, PackageResources.ladder_js),
            PageFile("log-dialog.js", .script, PackageResources.log_dialog_js),
            PageFile("messages.js", .script, PackageResources.messages_js),
            PageFile("no-lab.js", .script, PackageResources.no_lab_js),
            PageFile("octets.js", .script, PackageResources.octets_js),
            PageFile("packet-list.js", .script, PackageResources.packet_list_js),
            PageFile("packet-pages.js", .script, PackageResources.packet_pages_js),
            PageFile("packets-view.js", .script, PackageResources.packets_view_js),
            PageFile("pager.js", .script, PackageResources.pager_js),
            PageFile("plots.js", .script, PackageResources.plots_js),
            PageFile("roam-view.js", .script, PackageResources.roam_view_js),
            PageFile("router.js", .script, PackageResources.router_js),
            PageFile("row-window.js", .script, PackageResources.row_window_js),
            PageFile("scaled-ladder.js", .script, PackageResources.scaled_ladder_js),
            PageFile("scenarios.js", .script, PackageResources.scenarios_js),
            PageFile("splitter.js", .script, PackageResources.splitter_js),
            PageFile("station-dialog.js", .script, PackageResources.station_dialog_js),
            PageFile("theme.js", .script, PackageResources.theme_js),
            PageFile("uploads.js", .script, PackageResources.uploads_js),
            PageFile("verdict.js", .script, PackageResources.verdict_js),
            PageFile("wires.js", .script, PackageResources.wires_js),
            PageFile("words.js", .script, PackageResources.words_js),
            PageFile("mark.svg", .svg, PackageResources.mark_svg),
        ]
    }
#endif
