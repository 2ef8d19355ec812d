extension SIPURI {
    /// Whether the URIs lead to the same resource (RFC 3261 19.1.4). Not transitive, so it is not `==`.
    package func isEquivalent(to other: SIPURI) -> Bool {
        isSecure == other.isSecure && user == other.user && password == other.password
            && host == other.host && port == other.port
            && parametersAgree(other) && other.parametersAgree(self)
            && headers.count == other.headers.count && headersAgree(other)
    }

    /// A parameter in both must match; these, in one alone, never do.
    private static let neverIgnored: Set<String> = ["user", "ttl", "method", "maddr"]

    private func parametersAgree(_ other: SIPURI) -> Bool {
        parameters.allSatisfy { parameter in
            let name = Escaping.decode(parameter.name).asciiLowercased
            guard let theirs = other.parameter(name) else { return !Self.neverIgnored.contains(name) }
            return Escaping.decode(parameter.value ?? "").equalsIgnoringCase(theirs)
        }
    }

    private func headersAgree(_ other: SIPURI) -> Bool {
        headers.allSatisfy { header in
            other.headers.contains { theirs in
                Escaping.decode(header.name).equalsIgnoringCase(Escaping.decode(theirs.name))
                    && Escaping.decode(header.value ?? "") == Escaping.decode(theirs.value ?? "")
            }
        }
    }
}
