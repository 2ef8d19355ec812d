extension Page {
    /// Every message, line by line, marked `->` sent, `<-` received.
    mutating func trace(_ messages: [RecordedMessage], startedAt: Timestamp) {
        guard !messages.isEmpty else { return }
        heading("Messages")
        for message in messages {
            gap()
            line("=== " + title(of: message, startedAt: startedAt))
            let mark = message.direction == .sent ? "->" : "<-"
            for text in lines(of: message.content) {
                line(style.paint(mark, .heading) + (text.isEmpty ? "" : " \(text)"))
            }
        }
    }

    private func title(of message: RecordedMessage, startedAt: Timestamp) -> String {
        let time = Timestamp(millisecondsSince1970: startedAt.millisecondsSince1970 &+ message.atMs).timeOfDay
        let (from, to) =
            switch message.direction {
            case .sent: (message.local, message.remote)
            case .received: (message.remote, message.local)
            }
        let doubt = message.stray ? ", not an answer to our request" : ""
        return SafeText.safe("\(time) \(message.direction.rawValue) \(message.transport) \(from) to \(to)\(doubt)")
    }

    private func lines(of content: RecordedMessage.Content) -> [String] {
        switch content {
        case .text(let text): return lines(of: text)
        case .bytes(let bytes):
            guard let head = endOfHead(in: bytes) else { return [note(on: bytes, "bytes")] }
            let body = Array(bytes[head...])
            let bodyLines = String(validating: body, as: UTF8.self).map(lines) ?? [note(on: body, "bytes of body")]
            return lines(of: SafeText.decode(bytes[..<head])) + bodyLines
        }
    }

    /// The lines of a text, the one that its last line break ends included once.
    private func lines(of text: String) -> [String] {
        var lines = SafeText.safe(text, for: .trace).split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty ?? false { lines.removeLast() }
        return lines.map(String.init)
    }

    /// Where the body begins: after the first empty line.
    private func endOfHead(in bytes: [UInt8]) -> Int? {
        let mark: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
        return bytes.indices.first { bytes[$0...].starts(with: mark) }.map { $0 + mark.count }
    }

    private func note(on bytes: [UInt8], _ what: String) -> String {
        let shown = bytes.prefix(16).map { zeroPadded($0, digits: 2, radix: 16) }
        let more = bytes.count > shown.count ? " …" : ""
        return "(\(bytes.count) \(what), not UTF-8: \(shown.joined(separator: " "))\(more))"
    }
}
