/// What the request met.
package struct Outcome: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// A SIP answer of a server; a 408 that no server sent is a `timeout`.
        case response
        case timeout, dns, transport, tls
        /// Something answered, and not in SIP.
        case notSIP = "not-sip"
    }

    package var kind: Kind
    /// The status code, with `response` only.
    package var code: Int?
    /// The reason phrase as received.
    package var reason: String?
    package var method: String?
    package var transport: String?
    /// `address:port` that the request went to.
    package var remote: String?
    /// The call rang and sipdiag took it back: it has worked.
    package var cancelledByUs: Bool

    package init(
        _ kind: Kind, code: Int? = nil, reason: String? = nil, method: String? = nil, transport: String? = nil,
        remote: String? = nil, cancelledByUs: Bool = false
    ) {
        self.kind = kind
        self.code = code
        self.reason = reason
        self.method = method
        self.transport = transport
        self.remote = remote
        self.cancelledByUs = cancelledByUs
    }
}

extension Outcome {
    var json: JSON {
        .object([
            "kind": .text(kind.rawValue),
            "code": code.map { .number($0) },
            "reason": reason.map { .text($0) },
            "method": method.map { .text($0) },
            "transport": transport.map { .text($0) },
            "remote": remote.map { .text($0) },
            "cancelled_by_us": cancelledByUs ? .flag(true) : nil,
        ])
    }

    init(_ place: JSONPlace) throws(ReportProblem) {
        self.init(
            try place.member("kind").word(Kind.self),
            code: try place.optional("code")?.whole(),
            reason: try place.optional("reason")?.text(),
            method: try place.optional("method")?.text(),
            transport: try place.optional("transport")?.text(),
            remote: try place.optional("remote")?.text(),
            cancelledByUs: try place.optional("cancelled_by_us")?.flag() ?? false)
    }
}
