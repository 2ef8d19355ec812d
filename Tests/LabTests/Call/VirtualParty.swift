import Net
import SIP

@testable import Lab

/// Runs a called party in virtual time against a caller who says what the test wants.
struct VirtualParty {
    private(set) var party: CalledParty
    private(set) var now = 0
    /// What was sent, and when, as `180 180` or `500 BYE`.
    private(set) var log: [String] = []
    private(set) var sent: [Message] = []
    private(set) var isForgotten = false
    private var deadlines: [PartyTimer: Int] = [:]

    static let server = Endpoint(.v4(0x7F40_0001), port: 5060)
    static let caller = Endpoint(.v4(0x7F00_0001), port: 40_000)
    static let media = Endpoint(.v4(0x7F40_0001), port: 30_000)

    init(_ invite: Message, _ script: CallScript, isReliable: Bool = false, timers: TimerSettings = TimerSettings()) {
        let setting = PartySetting(
            local: Self.server, source: Self.caller, transport: isReliable ? .tcp : .udp, timers: timers,
            media: Self.media,
            tag: "lab", atMs: 0)
        party = CalledParty(invite, script, setting)
        handle(.start)
        run(until: 0)
    }

    var record: CallRecord { party.record }

    /// The last message sent that is a response of that code, or a request.
    func last(_ code: Int) -> Message? { sent.last { $0.statusCode == code } }
    func last(_ method: SIP.Method) -> Message? { sent.last { $0.method == method } }

    /// What was sent from that time on.
    func log(from time: Int) -> [String] {
        log.filter { (Int($0.prefix { $0 != " " }) ?? 0) >= time }
    }

    mutating func receive(_ message: Message?, at time: Int? = nil, arriving local: Endpoint = server) {
        guard let message else { return }
        run(until: time ?? now)
        handle(.received(message, from: Self.caller, at: local))
        run(until: now)
    }

    /// Fires what is due by the time; at most 10,000 timers.
    mutating func run(until end: Int = 1_000_000) {
        for _ in 0..<10_000 {
            // Of equal deadlines, in the order of their names.
            let next = deadlines.min { ($0.value, "\($0.key)") < ($1.value, "\($1.key)") }
            guard let next, next.value <= end else { break }
            now = next.value
            deadlines[next.key] = nil
            handle(.timer(next.key))
        }
        if end < 1_000_000 { now = max(now, end) }
    }

    private mutating func handle(_ event: PartyEvent) {
        for action in party.handle(event) {
            switch action {
            case .send(let bytes):
                guard case .message(let message, _) = Message.parse(bytes, framing: .datagram) else {
                    log.append("\(now) garbage")
                    continue
                }
                sent.append(message)
                log.append("\(now) " + (message.statusCode.map { "\($0)" } ?? message.method?.name ?? ""))
            case .start(let timer, let after): deadlines[timer] = now + after
            case .stop(let timer): deadlines[timer] = nil
            case .forget:
                isForgotten = true
                deadlines = [:]
            }
        }
    }
}
