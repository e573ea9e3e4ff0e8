/// Where runs are kept, by what a user says on the command line and in the environment.
public enum HistoryPlace: Equatable, Sendable {
    /// Nowhere.
    case none
    /// In this file.
    case file(String)

    /// The place that counts: `--no-history`, then `--history FILE`, then `ROAMLAB_HISTORY` (a file, or "off"), then nothing
    /// under CI (`CI=true`), where nobody comes back to the file, then the user's data directory of the XDG Base Directory
    /// Specification.
    ///
    /// - Parameters:
    ///   - option: what `--history` names.
    ///   - isOff: whether `--no-history` is there.
    ///   - environment: asks for a variable of the environment; an empty one counts as none.
    public init(option: String?, isOff: Bool, environment: (String) -> String?) {
        func value(_ name: String) -> String? { environment(name).flatMap { $0.isEmpty ? nil : $0 } }
        if isOff {
            self = .none
        } else if let option {
            self = .file(option)
        } else if let named = value("ROAMLAB_HISTORY") {
            self = named == "off" ? .none : .file(named)
        } else if value("CI") == "true" {
            self = .none
        } else if let data = value("XDG_DATA_HOME"), data.hasPrefix("/") {
            self = .file(data + "/roamlab/history.sqlite")
        } else if let home = value("HOME") {
            self = .file(home + "/.local/share/roamlab/history.sqlite")
        } else {
            self = .none
        }
    }
}
