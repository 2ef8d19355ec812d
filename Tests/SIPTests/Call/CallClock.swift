import SIP
import Testing

/// Runs a call in virtual time against answers and requests made by hand, and writes down what it does, and when.
struct CallClock {
    private(set) var call: Call
    private(set) var now = 0
    private(set) var log: [String] = []
    /// What the call sent, in order.
    private(set) var sent: [Message] = []
    private(set) var deadlines: [CallTimer: Int] = [:]

    /// Rings for 20 s, talks for a second, unless `change` wants otherwise.
    init(digest: DigestClient? = nil, _ change: (inout CallPlan) throws -> Void = { _ in }) throws {
        call = try Call(try Self.plan(change), digest: digest)
        handle(.start)
    }

    static func plan(_ change: (inout CallPlan) throws -> Void = { _ in }) throws -> CallPlan {
        let branches = Counter()
        var plan = CallPlan(
            requestURI: try URI("sip:bob@example.com"),
            from: NameAddress(uri: try URI("sip:alice@example.org"), tag: "a1"),
            to: NameAddress(uri: try URI("sip:bob@example.com")),
            contact: .address(NameAddress(uri: try URI("sip:alice@192.0.2.7:40212"))), callID: CallID("c1@192.0.2.7"),
            transport: "UDP", sentBy: Samples.source, isReliable: false, branch: { "z9hG4bK\(branches.next())" })
        plan.offer = Body(.sdp, "offer".bytes)
        plan.answer = { offer, _ in offer.bytes == "bad".bytes ? nil : Body(.sdp, "answer to ".bytes + offer.bytes) }
        plan.ringMs = 20_000
        plan.talkMs = 1_000
        plan.setupMs = 60_000
        try change(&plan)
        return plan
    }

    func last(_ method: Method) throws -> Message {
        try #require(sent.last { $0.method == method })
    }

    /// The response to our last request of that method; with a Contact of its own for each tag.
    func response(
        _ code: Int, to method: Method = .invite, tag: String = "b1", _ headers: [Header] = [], body: String? = nil
    ) throws -> Message {
        var builder = ResponseBuilder(to: try last(method), code, toTag: code == 100 || tag.isEmpty ? nil : tag)
        if method == .invite, !tag.isEmpty { builder.contact = .address(try NameAddress("<sip:\(tag)@192.0.2.9>")) }
        builder.headers = headers
        builder.body = body.map { Body(.sdp, $0.bytes) }
        return try builder.build()
    }

    mutating func respond(
        _ code: Int, to method: Method = .invite, tag: String = "b1", _ headers: Header..., body: String? = nil,
        at time: Int
    ) throws {
        run(before: time)
        receive(try response(code, to: method, tag: tag, headers, body: body), at: time)
    }

    /// A request of the other side in the dialog with that tag.
    mutating func ask(
        _ method: Method, _ cseq: UInt32, tag: String? = "b1", branch: String? = nil, body: String? = nil,
        at time: Int
    ) throws {
        let request = try Self.request(method, cseq, in: call.plan, tag: tag, branch: branch, body: body)
        receive(request, at: time)
    }

    static func request(
        _ method: Method, _ cseq: UInt32, in plan: CallPlan, tag: String? = "b1", branch: String? = nil,
        body: String? = nil
    ) throws -> Message {
        var builder = RequestBuilder(
            method: method, requestURI: try URI("sip:alice@192.0.2.7:40212"),
            via: Via(
                transport: "UDP", sentBy: Via.SentBy(host: .ipv4([192, 0, 2, 9])),
                branch: branch ?? "z9hG4bKb\(cseq)\(method)"),
            from: NameAddress(uri: plan.to.uri, parameters: tag.map { [Parameter("tag", $0)] } ?? []), to: plan.from,
            callID: plan.callID, cseq: cseq)
        builder.body = body.map { Body(.sdp, $0.bytes) }
        return try builder.build()
    }

    mutating func receive(_ message: Message, from source: Via.SentBy? = nil, at time: Int) {
        perform(.received(message, from: source), at: time)
    }

    mutating func perform(_ event: CallEvent, at time: Int) {
        run(before: time)
        now = time
        handle(event)
    }

    /// Fires what is due; at most 1,000 timers.
    mutating func run(before end: Int = .max) {
        for _ in 0..<1_000 {
            // Equal deadlines fire in the alphabet's order.
            let next = deadlines.min { ($0.value, "\($0.key)") < ($1.value, "\($1.key)") }
            guard let next, next.value < end else { return }
            now = next.value
            deadlines[next.key] = nil
            handle(.timer(next.key))
        }
        log.append("\(now) endless")
    }

    private mutating func handle(_ event: CallEvent) {
        for action in call.handle(event) {
            switch action {
            case .start(let timer, let after): deadlines[timer] = now + after
            case .stop(let timer): deadlines[timer] = nil
            case .send(let bytes, _):
                if let message = try? message(bytes) { sent.append(message) }
                log.append("\(now) \(action.words)")
            default: log.append("\(now) \(action.words)")
            }
        }
    }
}

/// 1, 2, 3 …
final class Counter: @unchecked Sendable {
    // One test, one task: nobody else counts.
    private var count = 0

    func next() -> Int {
        count += 1
        return count
    }
}
