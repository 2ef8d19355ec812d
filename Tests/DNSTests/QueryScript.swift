@testable import DNS

/// Drives a `QueryMachine` by lines of words, in virtual time, and tells its actions in words.
///
/// Events: `start`, `reply SERVER RCODE [option…]`, `tcp RCODE [option…]`, `icmp SERVER`, `opened`, `broken`,
/// `timeout`, `stale` (the timer of the exchange before), `deadline`. Options of a reply: `a=ADDRESS`, `cname=FROM/TO`,
/// `soa`, `ede=CODE`, `tc`, `nora`, `ad`, `wrongid`, `othername`, `othercase`, `query`, `noquestion`, `cut`, `first`
/// (answers the first query to that server, not the last), `split` (a TCP reply in three parts).
struct QueryScript {
    static let question = DNSQuestion(name("sip.example.com"), .a)

    private var machine: QueryMachine
    private var sent: [(server: Int, query: DNSMessage)] = []
    private var timers: [QueryTimer] = []
    private(set) var result: QueryResult?

    init(servers: Int, _ change: (inout QueryPolicy) -> Void = { _ in }) {
        var policy = QueryPolicy()
        change(&policy)
        let ids = IDs()
        machine = QueryMachine(question: Self.question, serverCount: servers, policy: policy) { ids.next() }
    }

    mutating func run(_ line: String) -> String {
        let words = line.split(separator: " ").map(String.init)
        return events(words).flatMap { machine.handle($0) }.compactMap { tell($0) }.joined(separator: ", ")
    }

    private func events(_ words: [String]) -> [QueryEvent] {
        switch words[0] {
        case "start": return [.start]
        case "reply":
            let server = Int(words[1]) ?? 0
            return [.datagram(reply(words.dropFirst(2), server), fromServer: server)]
        case "tcp":
            let bytes = StreamFraming.frame(reply(words.dropFirst(), sent.last?.server ?? 0))
            guard words.contains("split") else { return [.streamBytes(bytes)] }
            return [
                .streamBytes(Array(bytes[..<1])), .streamBytes(Array(bytes[1..<20])), .streamBytes(Array(bytes[20...])),
            ]
        case "icmp": return [.refusedByICMP(server: Int(words[1]) ?? 0, description: "port unreachable")]
        case "opened": return [.streamOpened]
        case "broken": return [.streamFailed("connection refused")]
        case "timeout": return [.timer(timers.last ?? .deadline)]
        case "stale": return [.timer(timers.dropLast().last ?? .deadline)]
        default: return [.timer(.deadline)]
        }
    }

    private func reply(_ words: ArraySlice<String>, _ server: Int) -> [UInt8] {
        let queries = sent.filter { $0.server == server }
        let query = words.contains("first") ? queries.first?.query : queries.last?.query
        var message = (query ?? DNSMessage(id: 0, question: Self.question)).response(
            Self.rcodes[words.first ?? ""] ?? .noError)
        message.flags.insert(.recursionAvailable)
        for word in words.dropFirst() {
            let option = word.split(separator: "=").map(String.init)
            apply(option[0], option.count > 1 ? option[1] : "", to: &message)
        }
        let bytes = (try? DNSCodec.encode(message)) ?? []
        return words.contains("cut") ? Array(bytes.dropLast(3)) : bytes
    }

    private func apply(_ option: String, _ value: String, to message: inout DNSMessage) {
        let owner = message.answer.last.flatMap { if case .cname(let target) = $0.data { target } else { nil } }
        switch option {
        case "a":
            guard let address = DNSAddress(value) else { return }
            message.answer.append(DNSRecord(owner ?? Self.question.name, ttl: 300, .address(address)))
        case "cname":
            let names = value.split(separator: "/").map { name(String($0)) }
            message.answer.append(DNSRecord(names[0], ttl: 60, .cname(names[1])))
        case "soa":
            let soa = SOA(primary: name("ns.example.com"), mailbox: name("m.example.com"), serial: 1, minimum: 30)
            message.authority = [DNSRecord(name("example.com"), ttl: 900, .soa(soa))]
        case "ede": message.edns?.extendedErrors = [ExtendedError(code: UInt16(value) ?? 0, text: "why")]
        case "tc": message.flags.insert(.truncated)
        case "ad": message.flags.insert(.authenticData)
        case "nora": message.flags.remove(.recursionAvailable)
        case "query": message.flags.remove(.response)
        case "wrongid": message.id ^= 1
        case "othername": message.question = DNSQuestion(name("evil.example.com"), .a)
        case "othercase": message.question = DNSQuestion(name("SIP.Example.COM"), .a)
        case "noquestion": message.question = nil
        default: break
        }
    }

    private mutating func tell(_ action: QueryAction) -> String? {
        switch action {
        case .sendDatagram(let bytes, let server): return "udp " + tell(bytes, server)
        case .openStream(let server, let bytes): return "tcp " + tell(Array(bytes.dropFirst(2)), server)
        case .closeStream: return "close"
        case .startTimer(let timer, _):
            timers.append(timer)
            return nil
        case .finish(let result):
            self.result = result
            return "finish \(Self.word(result.outcome))" + (result.server.map { " from \($0)" } ?? "")
        }
    }

    private mutating func tell(_ bytes: [UInt8], _ server: Int) -> String {
        guard let query = try? DNSCodec.decode(bytes) else { return "nonsense" }
        sent.append((server, query))
        return "\(server)" + (query.edns == nil ? " plain" : "")
            + (query.flags.contains(.checkingDisabled) ? " cd" : "")
    }

    private static func word(_ outcome: QueryResult.Outcome) -> String {
        switch outcome {
        case .records: "records \(outcome)"
        case .nodata: "nodata"
        case .nxdomain: "nxdomain"
        case .servfail: "servfail"
        case .bogus: "bogus"
        case .refused: "refused"
        case .otherRcode(let code): "rcode \(code)"
        case .timeout: "timeout"
        case .malformed: "malformed"
        }
    }

    private static let rcodes: [String: ResponseCode] = [
        "SERVFAIL": .serverFailure, "REFUSED": .refused, "FORMERR": .formatError, "NOTIMP": .notImplemented,
        "NXDOMAIN": .nameError, "BADVERS": .badVersion, "NOTAUTH": ResponseCode(rawValue: 9),
    ]
}

/// Ids 1000, 1007, 1014 and so on.
private final class IDs: @unchecked Sendable {
    // Used by one script, on one task.
    private var last: UInt16 = 993

    func next() -> UInt16 {
        last &+= 7
        return last
    }
}
