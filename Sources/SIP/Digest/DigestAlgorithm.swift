/// A hash as a function value; whoever has one hands it in.
package typealias HashFunction = @Sendable ([UInt8]) -> [UInt8]

/// How a digest answer is computed (RFC 7616 3.3, RFC 8760 2.2).
package struct DigestAlgorithm: Hashable, Sendable {
    package var hash: Hash
    /// `-sess`: the hash of the credentials is made once for a nonce.
    package var isSession: Bool

    /// Weakest first. The text is the name without `-sess`.
    package enum Hash: String, Hashable, Sendable, CaseIterable, Comparable {
        case md5 = "MD5"
        case sha256 = "SHA-256"
        case sha512t256 = "SHA-512-256"

        private var strength: Int {
            switch self {
            case .md5: 0
            case .sha256: 1
            case .sha512t256: 2
            }
        }

        package static func < (left: Hash, right: Hash) -> Bool { left.strength < right.strength }
    }

    package init(_ hash: Hash, isSession: Bool = false) {
        self.hash = hash
        self.isSession = isSession
    }

    /// By the name in any case; `nil` if it is unknown.
    package init?(_ name: String) {
        let name = name.asciiLowercased
        isSession = name.hasSuffix("-sess")
        let hashName = isSession ? name.dropLast("-sess".count) : name[...]
        guard let hash = Hash.allCases.first(where: { $0.rawValue.asciiLowercased == hashName }) else { return nil }
        self.hash = hash
    }
}

extension DigestAlgorithm: CustomStringConvertible {
    package var description: String { hash.rawValue + (isSession ? "-sess" : "") }
}

/// What the answer protects (RFC 7616 3.3).
package enum DigestQop: String, Hashable, Sendable {
    /// Method and URI.
    case auth = "auth"
    /// The body too.
    case authInt = "auth-int"

    /// `auth` if it is offered, else `auth-int`; `nil` is the form of RFC 2069, as words unknown are ignored.
    init?(choosingFrom offered: [String]) {
        let offered = offered.compactMap { DigestQop(rawValue: $0.asciiLowercased) }
        guard let choice = offered.contains(.auth) ? .auth : offered.first else { return nil }
        self = choice
    }
}
