import Diagnosis
import Net
import Probes

/// What is known of a code or a cause, with nothing measured.
struct Explanation {
    var report: Report

    static func ofCode(_ code: Int, _ library: Library) -> Explanation? {
        guard let row = library.row(forCode: code) else { return nil }
        return Explanation("\(code)", "\(code) \(row.title.value): \(row.meaning.value)", row.cause?.value, library)
    }

    static func ofQ850(_ value: Int, _ library: Library) -> Explanation? {
        guard let row = library.q850[value] else { return nil }
        return Explanation(
            "Q.850:\(value)", "Q.850 cause \(value), \(row.title.value): \(row.meaning.value)", nil, library)
    }

    static func ofCause(_ id: String, _ library: Library) -> Explanation? {
        library.causes[id].flatMap { Explanation(id, $0.title.value, id, library) }
    }

    private init?(_ target: String, _ sentence: String, _ cause: String?, _ library: Library) {
        let known = cause.flatMap { library.causes[$0] }.map { cause in
            ReportedCause(cause.filled(Self.withoutFacts), .possible, because: "Nothing was measured.")
        }
        report = Report(
            tool: Report.Tool(version: SipdiagVersion.text), command: "why", target: target,
            startedAt: Timestamp(millisecondsSince1970: Int(SystemTime().unixMilliseconds)), durationMs: 0,
            verdict: .ok,
            summary: sentence, causes: known.map { [$0] } ?? [])
    }

    /// Texts of the catalogue name the target of a run; here there is none.
    private static func withoutFacts(_ text: String) -> String {
        Placeholders.fill(text) { name in
            switch "\(name)" {
            case "target.host": .text("example.com")
            case "target.uri": .text("sip:bob@example.com")
            default: .text("the server")
            }
        }
    }
}
