import Diagnosis
import FoundationEssentials
import Net

/// What a person had told when they left, to go on with later.
struct SavedGuide: Codable {
    private static let name = "why.json"
    private static let reportName = "why-report.json"
    private static let version = "sipdiag.guide/1"

    private var schema = Self.version
    private(set) var savedAt: String
    /// By question: those of the intake, and of the trees.
    private(set) var answers: [String: String]
    /// Whether measurements were made: they lie beside, as a report.
    private var isMeasured: Bool

    private enum CodingKeys: String, CodingKey {
        case schema, answers
        case savedAt = "saved_at"
        case isMeasured = "measured"
    }

    /// Where what was measured lies; nil where nothing was.
    var report: String? { isMeasured ? GuideFolder()?.file(Self.reportName) : nil }

    /// In one line: since when, and what.
    var summary: String {
        let told = ["seen", "target"].compactMap { answers[$0] }.joined(separator: ", ")
        return "\(savedAt.prefix(10)) \(savedAt.dropFirst(11).prefix(5)) UTC\(told.isEmpty ? "" : ": \(told)")"
    }

    /// Keeps answers, and what was measured, in the place of what was kept before.
    /// - Returns: how to go on; nil where nothing could be kept.
    static func keep(_ answers: [String: String], _ report: Report? = nil) -> String? {
        guard let folder = GuideFolder(), !answers.isEmpty || report != nil else { return nil }
        if let report, !folder.write(reportName, report.encoded()) { return nil }
        let now = Timestamp(millisecondsSince1970: Int(SystemTime().unixMilliseconds)).rfc3339
        let saved = SavedGuide(savedAt: now, answers: answers, isMeasured: report != nil)
        let coder = JSONEncoder()
        coder.outputFormatting = [.sortedKeys, .prettyPrinted]
        guard let data = try? coder.encode(saved), folder.write(name, String(decoding: data, as: UTF8.self) + "\n")
        else { return nil }
        return report == nil
            ? "Your answers are kept. Go on with: sipdiag why"
            : "What was measured is kept. Go on with: sipdiag why (or sipdiag why \(folder.file(reportName)))"
    }

    private init(savedAt: String, answers: [String: String], isMeasured: Bool) {
        self.savedAt = savedAt
        self.answers = answers
        self.isMeasured = isMeasured
    }

    /// What was kept, if anything; what cannot be used any more is set aside, and told.
    /// - Parameter problem: what is wrong with an answer today; nil: nothing.
    static func load(problem: (_ question: String, _ answer: String) -> String?) -> SavedGuide? {
        guard let folder = GuideFolder(), let bytes = folder.read(name) else { return nil }
        var reason: String?
        let saved = try? JSONDecoder().decode(SavedGuide.self, from: Data(bytes))
        if let saved {
            reason = saved.schema == version ? nil : "it is of another version"
            for (question, answer) in saved.answers.sorted(by: { $0.key < $1.key }) where reason == nil {
                reason = problem(question, answer)
            }
        } else {
            reason = "it is damaged"
        }
        guard let reason else { return saved }
        folder.rename(name, "\(name).old")
        let text = "What was kept of an earlier dialogue is of no use: \(reason). It is now \(folder.file(name)).old."
        Questioner().tell(text)
        return nil
    }

    /// The dialogue goes on, or was begun anew.
    static func forget() { GuideFolder()?.remove(name) }
}
