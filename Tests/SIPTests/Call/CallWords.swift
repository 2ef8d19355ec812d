import SIP

extension CallAction {
    /// One line for a test's log.
    var words: String {
        switch self {
        case .send(let bytes, let destination): "-> \(Self.startLineWord(bytes))\(destination.words)"
        case .start(let timer, let milliseconds): "start \(timer) \(milliseconds)"
        case .stop(let timer): "stop \(timer)"
        case .provisional(let message): "provisional \(message.code)"
        case .retried(let message): "retried \(message.code)"
        case .answered(let message, let id): "answered \(message.code) \(id.remoteTag)"
        case .redirected(let message): "redirected \(message.code)"
        case .rejected(let message): "rejected \(message.code)"
        case .timedOut: "timed out"
        case .transportFailed(let destination): "transport failed\(destination.words)"
        case .repeatedAnswer(let message): "repeated \(message.code)"
        case .extraAnswer(let message): "extra \(message.code) \(message.to?.tag ?? "")"
        case .requestAnswered(let message): "\(message.cseq?.method.name ?? "") answered \(message.code)"
        case .requestUnanswered(let method): "\(method) unanswered"
        case .asked(let message, let answer): "asked \(message.method?.name ?? ""): \(answer)"
        case .remoteHungUp: "remote hung up"
        case .stray(_, let differing): "stray \(differing.map(\.rawValue).sorted().joined(separator: " "))"
        case .ended(let end): "ended: \(end.words)"
        case .terminated: "terminated"
        }
    }

    /// The method of a request, the code of a response.
    private static func startLineWord(_ bytes: [UInt8]) -> String {
        let words = String(decoding: bytes.prefix { $0 != 0x0D }, as: UTF8.self).split(separator: " ")
        return String(words.first == "SIP/2.0" ? words[1] : words[0])
    }
}

extension CallDestination {
    fileprivate var words: String {
        switch self {
        case .flow: ""
        case .uri(let uri): " \(uri)"
        case .address(let address): " \(address)"
        }
    }
}

extension CallEnd {
    fileprivate var words: String {
        func code(_ code: Int?) -> String { code.map(String.init) ?? "no answer" }
        return switch self {
        case .hungUp(let cause, let answer): "hung up (\(cause)), \(code(answer))"
        case .remoteHungUp: "remote hung up"
        case .cancelled(let cause, let answer): "cancelled (\(cause)), \(code(answer))"
        case .abandoned(let cause): "abandoned (\(cause))"
        case .redirected: "redirected"
        case .rejected: "rejected"
        case .timedOut: "timed out"
        case .transportFailed: "transport failed"
        }
    }
}

extension Message {
    var code: Int { statusCode ?? 0 }
}
