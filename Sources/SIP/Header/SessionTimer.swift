/// How long a session lasts without a refresh, and who refreshes it (RFC 4028 4).
package struct SessionExpires: Hashable, Sendable {
    package enum Refresher: String, Hashable, Sendable {
        case uac, uas
    }

    package var seconds: Int
    /// `nil`: not said, or said in another word.
    package var refresher: Refresher?

    package init(_ seconds: Int, refresher: Refresher? = nil) {
        self.seconds = seconds
        self.refresher = refresher
    }
}

extension SessionExpires: HeaderValue {
    init(from scanner: inout Scanner) throws(ParseError) {
        let start = scanner.position
        guard let seconds = try scanner.decimal(upTo: Limits.seconds) else {
            throw scanner.error(.numberTooLarge, at: start)
        }
        let refresher = try scanner.parameters().value("refresher")
        self.init(seconds, refresher: refresher.flatMap { Refresher(rawValue: $0.asciiLowercased) })
    }
}

extension SessionExpires: CustomStringConvertible {
    package var description: String { "\(seconds)" + (refresher.map { ";refresher=\($0.rawValue)" } ?? "") }
}

extension Message {
    package var sessionExpires: SessionExpires? { first(.sessionExpires) }

    /// Seconds (422, RFC 4028 5): the grammar is that of Session-Expires, and no parameter is defined.
    package var minSE: Int? { first(.minSE, as: SessionExpires.self)?.seconds }
}
