/// What `--redact` hides.
package enum Redaction: String, Sendable, Hashable, CaseIterable {
    /// Phone numbers, the users of URIs, and display names: who calls whom.
    case numbers
    /// IP addresses, wherever they stand. Host names stay.
    case addresses
}

/// Puts masks in the place of what `--redact` hides: the same secret has the same mask wherever it stands.
///
/// What it has met once, it knows again in any other place (a number out of a URI in a reason phrase). It cannot know
/// names that stand in free text alone, short extensions outside of URIs, or what a server has hidden in a token.
package struct Redactor: Sendable {
    private let hidden: Set<Redaction>
    private var addresses = AddressMasks()
    private var people: PersonMasks

    /// - Parameter words: those that sipdiag itself speaks (`timeout`): never taken for somebody's name outside of a URI.
    package init(_ hidden: Set<Redaction>, keeping words: Set<String> = []) {
        self.hidden = hidden
        people = PersonMasks(keeping: words)
    }

    /// What a person asked about; a user may stand there without a scheme (`bob@example.com`).
    package mutating func masked(target: String) -> String {
        let user = target.prefix { $0 != "@" }
        guard hidden.contains(.numbers), user.count < target.count, !user.contains(":") else { return masked(target) }
        let mask = people.mask(of: Array(user.utf8), kind: .user)
        return (mask ?? String(user)) + masked(String(target.dropFirst(user.count)))
    }

    package mutating func masked(_ text: String) -> String {
        String(decoding: masked(Array(text.utf8)), as: UTF8.self)
    }

    /// The same for what is no UTF-8.
    mutating func masked(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        if hidden.contains(.addresses) { bytes.replace(addresses.places(in: bytes)) }
        guard hidden.contains(.numbers) else { return bytes }
        bytes.replace(people.displayNames(in: bytes))
        bytes.replace(people.users(in: bytes))
        bytes.replace(people.numbers(in: bytes))
        bytes.replace(people.knownWords(in: bytes))
        bytes.replace(Passport.places(in: bytes))
        return bytes
    }
}

/// Where a secret stands, and what takes its place.
struct MaskedPlace: Equatable {
    var range: Range<Int>
    var mask: String
}

extension [UInt8] {
    /// - Parameter places: in their order, none over another.
    fileprivate mutating func replace(_ places: [MaskedPlace]) {
        guard !places.isEmpty else { return }
        var result: [UInt8] = []
        var end = 0
        for place in places {
            result += self[end..<place.range.lowerBound] + place.mask.utf8
            end = place.range.upperBound
        }
        self = result + self[end...]
    }
}
