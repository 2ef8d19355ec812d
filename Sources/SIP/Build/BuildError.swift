/// Why no message can be made of the parts given.
package enum BuildError: Error, Hashable, Sendable {
    /// The text would break out of its header: it has a CR, an LF or another control character.
    case controlCharacter(header: String)
    case badHeaderName(String)
    case badMethod(String)
    case badStatusCode(Int)
    /// A response needs the request's Via.
    case missingVia
    /// What was built is not a message the parser takes.
    case malformed(ParseError)
    case tooLarge
}
