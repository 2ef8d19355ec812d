import YAML

/// The name that was probably meant, for those who do not read YAML.
package enum NearName {
    /// The nearest of the names, if it is near.
    package static func of(_ word: String, among names: some Sequence<String>) -> String? {
        YAML.nearName(to: word, among: names)
    }
}
