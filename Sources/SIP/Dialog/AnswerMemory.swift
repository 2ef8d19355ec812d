/// The answers given to the other side: a request that is repeated gets the same one (RFC 3261 17.2).
struct AnswerMemory: Sendable {
    /// What makes two requests one (17.2.3); the number tells those apart whose branch is of RFC 2543.
    private struct Key: Hashable {
        let branch: String?
        let sentBy: Via.SentBy?
        let cseq: CSeq?

        init(_ request: Message) {
            let via = request.topVia
            branch = via?.branch
            sentBy = via?.sentBy
            cseq = request.cseq
        }
    }

    /// Oldest first; more than these, nobody repeats.
    private var entries: [(key: Key, answer: [UInt8])] = []
    private static let capacity = 64

    subscript(request: Message) -> [UInt8]? {
        let key = Key(request)
        return entries.last { $0.key == key }?.answer
    }

    mutating func note(_ answer: [UInt8], to request: Message) {
        if entries.count == Self.capacity { entries.removeFirst() }
        entries.append((Key(request), answer))
    }

    /// Whether the INVITE that the CANCEL names has been answered.
    func knows(cancelled cancel: Message) -> Bool {
        let key = Key(cancel)
        return entries.contains { entry in
            entry.key.branch == key.branch && entry.key.sentBy == key.sentBy && entry.key.cseq?.method == .invite
        }
    }
}
