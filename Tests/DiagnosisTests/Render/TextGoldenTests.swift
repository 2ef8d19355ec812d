import Diagnosis
import TestSupport
import Testing

/// One way of showing a report, and the ending of its golden file.
struct View: Sendable, CustomTestStringConvertible {
    var report: String
    var ending: String
    var options: TextOptions

    var testDescription: String { report + ending }

    static let causeTitles = [
        "dns.nxdomain": "The domain does not exist",
        "net.host-unreachable": "Nothing at that address answers",
    ]

    static let reports = [
        "why-udp-blocked", "why-hostile", "why-408-received", "why-open-question", "why-interrupted", "options-healthy",
        "options-dead-target", "dns-nxdomain", "status-outage", "nat-symmetric", "invite-answered", "options-many",
    ]

    static let all: [View] =
        reports.flatMap { report in
            [
                View(report, ".txt"), View(report, ".color.txt", style: .colour),
                View(report, ".quiet.txt", detail: .quiet),
            ]
        } + [
            View("why-udp-blocked", ".verbose.txt", detail: .verbose),
            View("why-udp-blocked", ".trace.txt", trace: true),
            View("why-udp-blocked", ".narrow.txt", width: 50),
            View("why-udp-blocked", ".wide.txt", width: 160),
            View("why-hostile", ".verbose.txt", detail: .verbose),
            View("why-hostile", ".trace.txt", trace: true),
            View("why-hostile", ".trace.color.txt", style: .colour, trace: true),
            View("why-hostile", ".ladder.txt", ladder: true),
            View("invite-answered", ".ladder.txt", ladder: true),
            View("invite-answered", ".ladder.color.txt", style: .colour, ladder: true),
            View("invite-answered", ".ladder.narrow.txt", width: 50, ladder: true),
            View("invite-answered", ".ladder.wide.txt", width: 160, ladder: true),
            View("options-many", ".ladder.txt", ladder: true),
        ]

    init(
        _ report: String, _ ending: String, width: Int = 80, style: Style = .plain,
        detail: TextOptions.Detail = .normal, trace: Bool = false, ladder: Bool = false
    ) {
        self.report = report
        self.ending = ending
        options = TextOptions(
            width: width, style: style, detail: detail, trace: trace, ladder: ladder,
            causeTitles: Self.causeTitles)
    }
}

@Suite struct TextGoldenTests {
    @Test(arguments: View.all)
    func showsAsRecorded(view: View) throws {
        let report = try Report.decode(try Golden.read("Reports/\(view.report).json"))
        try Golden.expect(report.text(view.options), at: "Reports/\(view.report)\(view.ending)")
    }

    @Test(
        arguments: [
            "why-udp-blocked", "why-hostile", "why-open-question", "invite-answered", "dns-nxdomain", "status-outage",
        ])
    func fillsATicket(report name: String) throws {
        let report = try Report.decode(try Golden.read("Reports/\(name).json"))
        let options = TextOptions(causeTitles: View.causeTitles)
        try Golden.expect(report.markdown(options), at: "Reports/\(name).md")
        try Golden.expect(report.html(options), at: "Reports/\(name).html")
    }

    @Test(arguments: View.reports)
    func writesTheBytesItRead(report: String) throws {
        let bytes = try Golden.read("Reports/\(report).json")
        try Golden.expect(try Report.decode(bytes).encoded(), at: "Reports/\(report).json")
    }
}
