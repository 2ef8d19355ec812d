import Net
import SIP

/// What a call tells on its way, gathered from the actions of its machine.
struct CallRecord: Sendable {
    /// A provisional answer, milliseconds after the INVITE.
    struct Provisional: Sendable {
        var code: Int
        var reason: String
        var afterMs: Double
    }

    private(set) var provisionals: [Provisional] = []
    /// The first provisional answer that tells of ringing or progress.
    private(set) var postDialMs: Double?
    private(set) var hasEarlyMedia = false
    private(set) var isReliable = false
    /// The first 2xx, or the last final answer otherwise; not the 487 that a CANCEL of ours brought.
    private(set) var answer: Message?
    private(set) var forks = 0
    private(set) var repeatedAnswers = 0
    private(set) var bye: Message?
    private(set) var end: CallEnd?
    /// What we asked on the way and nobody answered: the other side may hold a call that is over for us.
    private(set) var unanswered: [Method] = []
    /// Transactions beyond the first: with credentials, and within the call.
    private(set) var furtherTransactions = 0

    private static let maximumProvisionals = 50

    /// Takes note of an action.
    /// - Parameter afterMs: Milliseconds after the INVITE was first sent.
    mutating func note(_ action: CallAction, afterMs: Double) {
        switch action {
        case .provisional(let response): provisional(response, afterMs)
        case .retried, .requestAnswered: furtherTransactions += 1
        case .answered(let response, _):
            answer = response
            forks += 1
        case .extraAnswer: forks += 1
        case .redirected(let response), .rejected(let response): answer = response
        case .repeatedAnswer: repeatedAnswers += 1
        case .remoteHungUp(let request): bye = bye ?? request
        case .ended(let ending): ended(ending)
        case .requestUnanswered(let method):
            unanswered.append(method)
            furtherTransactions += 1
        case .send, .start, .stop, .timedOut, .transportFailed, .asked, .stray, .terminated:
            break
        }
    }

    private mutating func ended(_ ending: CallEnd) {
        end = ending
        switch ending {
        case .hungUp(_, answer: nil) where !unanswered.contains(.bye): unanswered.append(.bye)
        case .cancelled(_, let brought):
            answer = nil
            if brought == nil, !unanswered.contains(.cancel) { unanswered.append(.cancel) }
        default: break
        }
    }

    private mutating func provisional(_ response: Message, _ afterMs: Double) {
        let code = response.statusCode ?? 0
        if provisionals.count < Self.maximumProvisionals {
            provisionals.append(Provisional(code: code, reason: response.reasonText, afterMs: afterMs))
        }
        if code > 100 { postDialMs = postDialMs ?? afterMs }
        if !response.bodyBytes.isEmpty { hasEarlyMedia = true }
        if response.firstField(of: .rSeq) != nil { isReliable = true }
    }

    /// The furthest that the call got before its final answer.
    var progress: Progress {
        let codes = provisionals.map(\.code)
        if codes.contains(180) { return .ringing }
        if codes.contains(where: { $0 > 180 }) { return .progress }
        return codes.isEmpty ? .none : .trying
    }

    enum Progress: String, Sendable {
        case none, trying, ringing, progress
    }

    /// It was answered though we were about to take it back.
    var isCrossed: Bool {
        switch end {
        case .hungUp(.ring, _), .hungUp(.setup, _): true
        default: false
        }
    }

    /// The call was taken back by us before it was answered.
    var isCancelled: Bool {
        switch end {
        case .cancelled, .abandoned: true
        default: false
        }
    }
}
