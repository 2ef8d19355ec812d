import Diagnosis

/// Reading shapes that are known only in part.
extension JSON {
    /// Nil where the bytes are no JSON.
    init?(_ bytes: [UInt8]) {
        guard let value = try? JSON.parse(bytes) else { return nil }
        self = value
    }

    /// The value under a key; nil where there is none or this is no object.
    subscript(key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    var string: String? {
        guard case .text(let value) = self else { return nil }
        return value
    }

    var number: Double? {
        guard case .number(let value) = self else { return nil }
        return value
    }

    var integer: Int? { number.flatMap { Int(exactly: $0) } }

    var flag: Bool? {
        guard case .flag(let value) = self else { return nil }
        return value
    }

    /// The elements; none where this is no array.
    var elements: [JSON] {
        guard case .list(let values) = self else { return [] }
        return values
    }

    /// The members; none where this is no object.
    var members: [Member] {
        guard case .object(let members) = self else { return [] }
        return members
    }
}
