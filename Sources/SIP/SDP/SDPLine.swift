/// One line of a session description: a letter, `=`, and what it says (RFC 8866 5).
package struct SDPLine: Hashable, Sendable, CustomStringConvertible {
    package var type: Character
    package var value: String

    package init(_ type: Character, _ value: String) {
        self.type = type
        self.value = value
    }

    /// `a=name:value`, or `a=name`.
    package init(attribute name: String, _ value: String? = nil) {
        self.init("a", value.map { "\(name):\($0)" } ?? name)
    }

    package var description: String { "\(type)=\(value)" }

    /// The name and value of an attribute; the value is empty if there is none.
    var attribute: (name: Substring, value: Substring)? {
        guard type == "a" else { return nil }
        let colon = value.firstIndex(of: ":") ?? value.endIndex
        return (value[..<colon], value[colon...].dropFirst())
    }
}

extension [SDPLine] {
    func first(_ type: Character) -> String? {
        first { $0.type == type }?.value
    }

    /// The values of the attribute, in their order. Names are compared as written (RFC 8866 9).
    func attributes(_ name: String) -> [String] {
        compactMap(\.attribute).filter { $0.name == name }.map { String($0.value) }
    }

    /// The last one counts, if there are several against the rules.
    var direction: MediaDirection? {
        compactMap(\.attribute).compactMap { MediaDirection(rawValue: String($0.name)) }.last
    }
}
