/// The exchange before it is drawn: who took part, a column each, and one rung a message.
struct Ladder: Equatable {
    struct Rung: Equatable {
        /// Milliseconds after the first message, and after the one before; nil for the first.
        var atMs: Int
        var sinceMs: Int?
        var isSent: Bool
        /// Safe to print, as the words are.
        var transport: String
        /// The other side's column, from 0 on.
        var column: Int
        var words: RungWords
    }

    /// Our own addresses, in the order of their first message.
    private(set) var local: [String] = []
    /// The other side's, a column each.
    private(set) var remote: [String] = []
    /// Whether one more column stands for all that had no room; its rungs name the address.
    private(set) var hasOthers = false
    private(set) var rungs: [Rung] = []

    /// More columns than these leave no room for words.
    static let mostColumns = 4

    var columns: Int { remote.count + (hasOthers ? 1 : 0) }

    init(_ messages: [RecordedMessage]) {
        var everyone: [String] = []
        var known: Set<String> = []
        for message in messages {
            if known.insert(message.local).inserted { local.append(message.local) }
            if everyone.count <= Self.mostColumns, !everyone.contains(message.remote) {
                everyone.append(message.remote)
            }
        }
        hasOthers = everyone.count > Self.mostColumns
        remote = hasOthers ? Array(everyone.prefix(Self.mostColumns - 1)) : everyone
        var seen: Set<RecordedMessage> = []
        var last: Int?
        for message in messages {
            var sameBytes = message
            sameBytes.atMs = 0
            let column = remote.firstIndex(of: message.remote)
            rungs.append(
                Rung(
                    atMs: message.atMs &- messages[0].atMs, sinceMs: last.map { message.atMs &- $0 },
                    isSent: message.direction == .sent, transport: SafeText.safe(message.transport),
                    column: column ?? remote.count,
                    words: RungWords(
                        message, isAgain: !seen.insert(sameBytes).inserted, isNamed: column == nil)))
            last = message.atMs
        }
    }
}
