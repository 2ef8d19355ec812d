/// What a message is, in a few words: `INVITE, SDP`, `200 OK (INVITE), SDP, again`. Of the text only the first line and
/// two header fields are read, wherever they can be: nothing here decides anything.
struct RungWords: Equatable {
    /// Safe to print.
    var text: String
    var paint: Style.Paint?

    /// - Parameters:
    ///   - isAgain: the same bytes went the same way before.
    ///   - isNamed: the column does not tell the other side.
    init(_ message: RecordedMessage, isAgain: Bool, isNamed: Bool) {
        let head = MessageHead(message.content)
        let words = message.startLine.split(separator: " ")
        var parts: [String] = []
        if words.count > 1, words[0].hasPrefix("SIP/") {
            let cseq = head.value(of: "cseq").flatMap { $0.split(separator: " ").last }
            parts.append(words.dropFirst().joined(separator: " ") + (cseq.map { " (\($0))" } ?? ""))
            paint = words[1].hasPrefix("1") ? nil : words[1].hasPrefix("2") ? .good : .warning
        } else if words.count > 2, words.last?.hasPrefix("SIP/") == true {
            parts.append(String(words[0]))
        } else {
            parts.append("not SIP")
        }
        if isNamed { parts[0] += message.direction == .sent ? " to \(message.remote)" : " from \(message.remote)" }
        let type = head.value(of: "content-type", "c")?.lowercased()
        if type?.hasPrefix("application/sdp") == true { parts.append("SDP") }
        if isAgain { parts.append("again") }
        if message.stray { parts.append("not an answer to our request") }
        if isAgain || message.stray { paint = .faint }
        text = SafeText.safe(parts.joined(separator: ", "))
    }
}
