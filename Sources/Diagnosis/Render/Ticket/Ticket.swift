/// What the provider's second level asks for, gathered out of a report: what Markdown and HTML show alike. Nothing here is
/// made safe yet.
struct Ticket {
    /// A label and what stands beside it.
    struct Row {
        var label: String
        var text: String
    }

    let report: Report
    /// Titles of causes that are named by id alone.
    let causeTitles: [String: String]
    /// The measurements, without those that measure nothing.
    let findings: [Finding]

    init(_ report: Report, _ options: TextOptions) {
        self.report = report
        causeTitles = options.causeTitles
        findings = report.measurements(options.inputs)
    }

    var title: String { "SIP diagnosis: \(report.target ?? report.command)" }

    /// The cause that the verdict rests on comes first; then every other that is more than possible.
    var causes: [ReportedCause] {
        report.causes.enumerated().filter { $0.offset == 0 || $0.element.confidence != .possible }.map(\.element)
    }

    var alsoPossible: [ReportedCause] { report.causes.dropFirst().filter { $0.confidence == .possible } }

    func notTheCause(_ cause: ReportedCause) -> String {
        cause.rulesOut.map { causeTitles[$0] ?? $0 }.joined(separator: "; ")
    }

    /// When, from where, to where, and what the servers' logs have it under.
    var facts: [Row] {
        var rows = [Row(label: "Time (UTC)", text: "\(time(0)) to \(time(report.durationMs))")]
        rows.append(
            Row(
                label: "Asked",
                text: ["sipdiag", report.command, report.target].compactMap(\.self).joined(separator: " ")))
        if let outcome = report.outcome { rows.append(Row(label: "Outcome", text: outcome.phrase)) }
        for (name, label) in [("since", "Since"), ("affected", "Affected")] {
            if let word = report.findings.first(where: { $0.test == "call" })?.text(name) {
                rows.append(Row(label: label, text: word))
            }
        }
        if let message = decisive {
            rows.append(Row(label: "From", text: message.direction == .sent ? message.local : message.remote))
            if let mapped = fact("mapped", of: "nat.mapping") {
                rows.append(Row(label: "Public address", text: "\(mapped) (by STUN)"))
            }
            rows.append(Row(label: "To", text: "\(message.remote) over \(message.transport.uppercased())"))
            rows.append(Row(label: "Request", text: message.startLine))
            rows += identity(of: message)
        }
        if let targets = fact("targets", of: "dns.locate") { rows.append(Row(label: "DNS leads to", text: targets)) }
        if let resolver = fact("resolver", of: "dns.locate") { rows.append(Row(label: "Resolver", text: resolver)) }
        rows.append(Row(label: "Made by", text: maker))
        return rows
    }

    /// The versions, and the tree that led to the result.
    private var maker: String {
        let playbooks = report.tool.playbooks.map { "playbooks \($0)" }
        let tree = report.path.first.map { "playbook \($0.playbook)" }
        return (["\(report.tool.name) \(report.tool.version)"] + [playbooks, tree].compactMap(\.self))
            .joined(separator: ", ")
    }

    /// The way through the tree that explains the result, without those beside it.
    var way: [PathStep] {
        let end = report.path.firstIndex { $0.next == nil } ?? report.path.endIndex - 1
        return Array(report.path.prefix(end + 1))
    }

    /// The questions to DNS with their answers, one a line; then what the zone's own name servers say.
    var dns: [String] {
        let lists: [(test: String, fact: String)] = [
            ("dns.locate", "steps"), ("status.page", "steps"), ("dns.authority", "servers"),
        ]
        return lists.flatMap { row in
            findings.filter { $0.test == row.test }.flatMap { finding in
                if case .list(let texts)? = finding.facts[row.fact] { texts } else { [String]() }
            }
        }
    }

    var counts: String { Page.counts(findings) }

    /// A moment of the run, milliseconds from its start.
    func time(_ ms: Int) -> String {
        Timestamp(millisecondsSince1970: report.startedAt.millisecondsSince1970 &+ ms).rfc3339
    }

    func heading(of message: RecordedMessage) -> String {
        let (from, to) =
            message.direction == .sent ? (message.local, message.remote) : (message.remote, message.local)
        let doubt = message.stray ? ", not an answer to our request" : ""
        return "\(time(message.atMs)) \(message.direction.rawValue) \(message.transport) \(from) to \(to)\(doubt)"
    }

    func text(of message: RecordedMessage) -> String {
        switch message.content {
        case .text(let text): text
        case .bytes(let bytes): SafeText.decode(bytes)
        }
    }

    /// The request that the report is about: the first call, else the first request.
    private var decisive: RecordedMessage? {
        let sent = report.messages.filter { $0.direction == .sent }
        return sent.first { $0.startLine.hasPrefix("\(report.outcome?.method ?? "INVITE") ") } ?? sent.first
    }

    private func identity(of request: RecordedMessage) -> [Row] {
        let head = MessageHead(request.content)
        guard let callID = head.value(of: "call-id", "i") else { return [] }
        var rows = [Row(label: "Call-ID", text: String(callID))]
        if let tag = head.tag(of: "from", "f") { rows.append(Row(label: "From tag", text: String(tag))) }
        let heads = report.messages.filter { $0.direction == .received }.map { MessageHead($0.content) }
        let answers = heads.filter { $0.value(of: "call-id", "i") == callID }
        if let tag = answers.compactMap({ $0.tag(of: "to", "t") }).last {
            rows.append(Row(label: "To tag", text: String(tag)))
        }
        return rows
    }

    private func fact(_ name: String, of test: String) -> String? {
        findings.first { $0.test == test && $0.facts[name] != nil }?.facts[name]?.printed
    }
}
