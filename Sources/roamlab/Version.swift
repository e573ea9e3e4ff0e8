internal import CVersion

/// The version of the program: "0.1.0-dev+240f613ec89e".
enum Version {
    /// What the next release will be called, until it is one.
    private static let number = "0.1.0-dev"

    /// The number, and the first twelve digits of the commit that it was built from as SemVer's build metadata, where that
    /// is known. Changes that were not committed do not show.
    static let text: String = {
        let commit = unsafe String(cString: roamlab_commit()).prefix(12)
        return commit.isEmpty ? number : "\(number)+\(commit)"
    }()
}
