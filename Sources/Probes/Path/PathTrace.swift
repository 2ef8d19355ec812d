/// TTL-limited differential probing as a pure machine (`network.md` 1.5): replies in, packets out.
struct PathTrace {
    enum Event {
        case start
        /// Time has passed.
        case wake
        case reply(PathPacket, PathReply)
    }

    enum Action: Equatable {
        case send(PathPacket)
        /// Wake the machine then, milliseconds from the first packet, unless it asks otherwise before; after a packet, as
        /// soon as the next one may leave.
        case wake(atMs: Int)
        case finish
    }

    static let maximumAttempts = 3
    /// Hops asked behind the last one that answered.
    static let window = 6
    /// Between the attempts at one hop: Linux sends one ICMP error a second.
    private static let retryMs = [500, 1100]

    /// What is to be known.
    enum Question {
        /// Where does SIP stop?
        case options
        /// OPTIONS is answered and INVITE is not: does an INVITE stop on the way?
        case invite
    }

    let question: Question
    private(set) var record: PathRecord
    private var isFinished = false

    init(_ question: Question = .options, _ record: PathRecord) {
        self.question = question
        self.record = record
    }

    /// - Parameter freeMs: Before then no packet may leave.
    mutating func handle(_ event: Event, at ms: Int, freeMs: Int) -> [Action] {
        if case .reply(let packet, let reply) = event { record.note(reply, to: packet, at: ms) }
        guard !isFinished else { return [] }
        let wanted = question == .options ? wantedOfOptions(ms) : wantedOfInvite(ms)
        guard let next = wanted.min(by: { $0.dueMs < $1.dueMs }) else {
            guard let quiet = quietMs, quiet > ms else {
                isFinished = true
                return [.finish]
            }
            return [.wake(atMs: quiet)]
        }
        let dueMs = max(next.dueMs, freeMs)
        guard dueMs <= ms else { return [.wake(atMs: dueMs)] }
        record.note(next.packet, sentAt: ms)
        return [.send(next.packet)]
    }

    /// A packet, and when it may leave at the earliest.
    struct Wanted {
        var packet: PathPacket
        var dueMs: Int
    }

    /// The next attempt of a series at a hop that has not answered it.
    func again(_ series: PathPacket.Series, _ hops: Int, upTo most: Int, _ ms: Int) -> [Wanted] {
        let attempts = record.attempts(series, hops)
        guard record.reply(series, hops) == nil, attempts < most else { return [] }
        let packet = PathPacket(series: series, hops: hops, attempt: attempts + 1)
        guard let before = record.sent[PathPacket(series: series, hops: hops, attempt: attempts)] else {
            return [Wanted(packet: packet, dueMs: ms)]
        }
        return [Wanted(packet: packet, dueMs: before + Self.retryMs[attempts - 1])]
    }

    /// One more packet to a hop that has answered.
    func once(_ series: PathPacket.Series, _ hops: Int, attempt: Int, _ ms: Int) -> [Wanted] {
        let packet = PathPacket(series: series, hops: hops, attempt: attempt)
        return record.sent[packet] == nil ? [Wanted(packet: packet, dueMs: ms)] : []
    }

    /// A hop that has not answered by then is taken for silent, until it does.
    var lateMs: Int {
        record.replies.isEmpty ? 250 : min(max(100, 2 * record.slowestReplyMs + 50), 600)
    }

    /// When the last packet has had its time; nil where none is out.
    var quietMs: Int? {
        let patience = record.replies.isEmpty ? 1000 : min(max(400, 3 * record.slowestReplyMs + 100), 1000)
        return record.sent.filter { record.replies[$0.key] == nil }.values.max().map { $0 + patience }
    }
}
