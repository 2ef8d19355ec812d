/// A response code that IANA has registered. Codes without a row are as good as any other.
package struct StatusCode: Hashable, Sendable {
    package let code: Int
    package let phrase: String
    /// The RFC, with the section in RFC 3261.
    package let reference: String

    init(_ code: Int, _ phrase: String, _ reference: String) {
        self.code = code
        self.phrase = phrase
        self.reference = reference
    }

    package static func row(of code: Int) -> StatusCode? {
        rows.first { $0.code == code }
    }

    package static func phrase(of code: Int) -> String? {
        row(of: code)?.phrase
    }
}
