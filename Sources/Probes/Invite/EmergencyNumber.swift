package import SIP

/// Numbers that are never called: a test must not take the line of somebody in need.
package enum EmergencyNumber {
    /// Emergency numbers somewhere, and nowhere the extension of an ordinary phone.
    private static let everywhere: Set<String> = [
        "000", "08", "110", "111", "112", "113", "115", "117", "118", "119", "120", "122", "123", "15", "155", "158",
        "17", "18", "190", "191", "192", "193", "194", "195", "197", "199", "911", "933", "988", "995", "997", "998",
        "999",
    ]
    /// Emergency numbers in some countries, and the first extensions of very many PBXs.
    private static let alsoExtensions: Set<String> = ["100", "101", "102", "103", "104", "105", "106", "108"]

    /// Whether this must not be called.
    /// - Parameter isInHouse: It is asked of a server by its private address, whose numbers are its own.
    package static func isForbidden(_ uri: URI, isInHouse: Bool) -> Bool {
        switch uri {
        case .tel(let tel): forbids(tel.number, isInHouse)
        case .sip(let sip): sip.user.map { forbids($0, isInHouse) } ?? false
        // urn:service:sos (RFC 5031), and nothing else that could be called.
        case .other(let scheme, _): scheme.lowercased() == "urn"
        }
    }

    private static func forbids(_ user: String, _ isInHouse: Bool) -> Bool {
        // Visual separators do not make another number of it (RFC 3966 5.1.1), nor do the parameters of a telephone number.
        let dialled = String(user.prefix { $0 != ";" }.filter { !"-.() ".contains($0) })
        let number = dialled.hasPrefix("+") ? String(dialled.dropFirst()) : dialled
        return everywhere.contains(number) || !isInHouse && alsoExtensions.contains(number)
            || number.lowercased() == "sos"
    }
}
