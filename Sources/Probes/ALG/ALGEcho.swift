import Net
import SIP

/// What an answer shows of the request as it arrived: a server copies Via, From and To into it (RFC 3261 8.2.6.2).
struct ALGEcho: Sendable, Equatable {
    /// Where the server saw the request come from (RFC 3581); nil where it does not say.
    var received: IPAddress?
    var rport: Int?
    /// Every address that came back otherwise than it was sent.
    var changes: [Change] = []
    /// The addresses in what came back.
    var addresses: Set<IPAddress> = []

    struct Change: Sendable, Equatable {
        var header: String
        var sentence: String
    }

    /// How it reads in a report.
    var words: String {
        guard let received else { return "answered without received" }
        return "received=\(received)" + (rport.map { ";rport=\($0)" } ?? "")
    }
}

extension ALGEcho {
    init(of request: Message, in response: Message) {
        let via = response.topVia
        received = via?.received.flatMap(Self.address(of:))
        rport = via?.rport
        compare("Via sent-by", request.topVia?.sentBy, via?.sentBy)
        compare("From", request.from?.place, response.from?.place)
        compare("To", request.to?.place, response.to?.place)
        if let received { addresses.insert(received) }
    }

    /// Where the server saw a request come from of which nothing else is compared.
    init(whereSeenBy response: Message) {
        received = response.topVia?.received.flatMap(Self.address(of:))
        rport = response.topVia?.rport
        if let received { addresses.insert(received) }
    }

    /// Servers with one socket for both families write an IPv4 address as ::ffff:192.0.2.1.
    private static func address(of host: Host) -> IPAddress? {
        guard let bytes = host.bytes else { return nil }
        let isMapped = bytes.count == 16 && bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        return IPAddress(bytes: isMapped ? bytes.suffix(4) : bytes[...])
    }

    private mutating func compare(_ header: String, _ sent: Via.SentBy?, _ came: Via.SentBy?) {
        guard let sent, let came else { return }
        if let address = Self.address(of: came.host) { addresses.insert(address) }
        guard sent != came else { return }
        changes.append(Change(header: header, sentence: "\(header) was sent as \(sent) and came back as \(came)"))
    }
}

extension NameAddress {
    /// Host and port of a SIP URI.
    fileprivate var place: Via.SentBy? { uri.sip.map { Via.SentBy(host: $0.host, port: $0.port) } }
}
