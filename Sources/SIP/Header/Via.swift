/// One hop of the path a request took (RFC 3261 20.42, RFC 3581).
package struct Via: Hashable, Sendable {
    /// `SIP`.
    package var protocolName: String
    /// `2.0`.
    package var version: String
    /// As written: `UDP`, `TCP`, `TLS`, `WS`, or one unknown.
    package var transport: String
    package var sentBy: SentBy
    package var parameters: [Parameter]

    /// Where the sender says it can be reached. Without a port is not the same as with the default port.
    package struct SentBy: Hashable, Sendable, CustomStringConvertible {
        package var host: Host
        package var port: Int?

        package init(host: Host, port: Int? = nil) {
            self.host = host
            self.port = port
        }

        package var description: String { host.reference + (port.map { ":\($0)" } ?? "") }
    }

    /// The Via of a request of our own; `rport` asks for the source port (RFC 3581).
    package init(transport: String, sentBy: SentBy, branch: String, rport: Bool = true) {
        protocolName = "SIP"
        version = "2.0"
        self.transport = transport
        self.sentBy = sentBy
        parameters = [Parameter("branch", branch)] + (rport ? [Parameter("rport")] : [])
    }

    /// Reads one value, without the header's name.
    package init(_ text: String) throws(ParseError) {
        var scanner = Scanner(text, header: HeaderName.via.name)
        try self.init(from: &scanner)
        try scanner.expectEnd()
    }

    /// What every branch of RFC 3261 begins with.
    package static let magicCookie = "z9hG4bK"

    package var branch: String? { parameters.value("branch") }
    /// The source address the server saw; `nil` when absent or no address.
    package var received: Host? { address("received") }
    /// `rport` is there, with or without a value.
    package var hasRport: Bool { parameters.first(named: "rport") != nil }
    /// The source port the server saw.
    package var rport: Int? { number("rport", upTo: 65_535) }
    package var maddr: Host? { address("maddr") }
    package var ttl: Int? { number("ttl", upTo: 255) }

    private func address(_ name: String) -> Host? {
        parameters.value(name).flatMap { try? Host($0) }
    }

    private func number(_ name: String, upTo limit: Int) -> Int? {
        parameters.value(name).flatMap { decimalValue(of: $0.utf8, upTo: limit) }
    }
}

extension Via: HeaderValue {
    init(from scanner: inout Scanner) throws(ParseError) {
        self = try Self.locate(in: &scanner).via
    }

    /// The value, where its parameters stand and where it ends, for those who must change its bytes.
    static func locate(
        in scanner: inout Scanner
    ) throws(ParseError) -> (via: Via, parameters: [LocatedParameter], end: Int) {
        scanner.skipLWS()
        let start = scanner.position
        let name = try scanner.token()
        guard scanner.skipSeparator(UInt8(ascii: "/")) else { throw scanner.error(.unexpected) }
        let version = try scanner.token()
        guard scanner.skipSeparator(UInt8(ascii: "/")) else { throw scanner.error(.unexpected) }
        let transport = try scanner.token()
        guard let byte = scanner.current, byte.isLWS else {
            throw scanner.error(scanner.isAtEnd ? .missingValue : .missingSpace)
        }
        scanner.skipLWS()
        var sentBy = SentBy(host: try scanner.host())
        if scanner.skipSeparator(UInt8(ascii: ":")) { sentBy.port = try scanner.port() }
        let parameters = try scanner.locatedParameters()

        var via = Via(transport: scanner.text(transport), sentBy: sentBy, branch: "")
        via.protocolName = scanner.text(name)
        via.version = scanner.text(version)
        via.parameters = parameters.map(\.parameter)
        if !via.protocolName.equalsIgnoringCase("SIP") || via.version != "2.0" {
            scanner.note(.unsupportedVersion, at: start)
        }
        return (via, parameters, scanner.position)
    }
}

extension Via: CustomStringConvertible {
    package var description: String {
        "\(protocolName)/\(version)/\(transport) \(sentBy)" + parameters.suffix
    }
}
