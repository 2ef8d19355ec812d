/// Texts out of a page: bounded, and without markup where markup is expected. They stay raw otherwise: who prints them makes
/// them safe.
enum PageText {
    static let maximumLength = 300

    /// The first 300 Unicode scalars.
    static func bounded(_ text: String) -> String {
        String(text.unicodeScalars.prefix(maximumLength))
    }

    /// The text between HTML tags, blanks collapsed, the common entities resolved, bounded.
    static func withoutTags(_ html: String) -> String {
        var text = ""
        var rest = html.unicodeScalars.prefix(20_000)
        while let scalar = rest.popFirst() {
            if scalar == "<", let next = rest.first, next == "/" || next == "!" || next.properties.isAlphabetic {
                rest = rest.drop { $0 != ">" }.dropFirst()
                text.unicodeScalars.append(" ")
            } else {
                text.unicodeScalars.append(scalar)
            }
        }
        return bounded(resolvingEntities(text.split { $0.isWhitespace }.joined(separator: " ")))
    }

    /// `&amp;` comes last, so that nothing is resolved twice.
    static func resolvingEntities(_ text: String) -> String {
        let entities = [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&nbsp;", " "),
            ("&amp;", "&"),
        ]
        return entities.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
}
