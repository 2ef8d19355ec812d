import YAML

extension SettingReader {
    /// Reads what is accepted, and how often it is asked.
    /// - Parameter probe: the one probe that it is about; nil: all of them.
    mutating func terms(
        _ fields: inout YAMLFields, of probe: CheckProbe? = nil, mayAllowCall: Bool
    ) -> CheckTerms {
        var terms = CheckTerms()
        for (entry, term) in fields.takeAll(CheckTerm.init(rawValue:)) {
            if let probe, !probe.terms.contains(term) {
                report(.unknownKey, at: entry.keyStart, "\(entry.key) says nothing about \(probe.rawValue)")
                continue
            }
            switch term {
            case .every: terms.everyMs = time(entry.value, entry.key, within: Self.everyRange).map { Int($0) }
            case .rtt: terms.rttMs = limits(entry, rising: true) { $0.time($1, $2, within: LengthOfTime.patience) }
            case .loss: terms.lossPercent = limits(entry, rising: true) { $0.percent($1, $2) }
            case .certificateDays: terms.certificateDays = limits(entry, rising: false) { $0.days($1, $2) }
            case .nat: terms.nat = words(entry, of: CheckTerm.natWords)
            case .dns: terms.dns = list(entry.value, entry.key) { $0.address($1) }
            case .allowCall:
                terms.allowsCall = flag(entry.value, entry.key)
                if !mayAllowCall {
                    report(.badValue, at: entry.keyStart, "a call is allowed for each target by itself; write it there")
                }
            }
        }
        return terms
    }

    /// Oftener than every 15 s no check disturbs a server; less than once in a week it is none.
    private static let everyRange = 15_000...604_800_000

    private mutating func limits(
        _ entry: YAMLEntry, rising: Bool, _ read: (inout SettingReader, YAMLNode, String) -> Double?
    ) -> CheckLimits? {
        guard var fields = YAMLFields(entry.value, of: entry.key, owner: entry.keyStart, &self) else { return nil }
        let warning = fields.take("warning").flatMap { read(&self, $0, "\(entry.key) warning") }
        let critical = fields.take("critical").flatMap { read(&self, $0, "\(entry.key) critical") }
        fields.finish(&self)
        if let warning, let critical, rising ? warning >= critical : warning <= critical {
            report(
                .badValue, at: entry.keyStart,
                "\(entry.key): warning must be \(rising ? "below" : "above") critical, so that it comes first")
        }
        return CheckLimits(warning: warning, critical: critical)
    }

    /// Milliseconds.
    private mutating func time(_ node: YAMLNode, _ what: String, within range: ClosedRange<Int>) -> Double? {
        guard let text = string(node, what) else { return nil }
        do throws(ValueProblem) {
            return Double(try LengthOfTime.read(text, within: range))
        } catch {
            report(.badValue, at: node.start, "\(what): \(error)")
            return nil
        }
    }

    /// `5` or `5%`.
    private mutating func percent(_ node: YAMLNode, _ what: String) -> Double? {
        let text = node.text.map { $0.hasSuffix("%") ? String($0.dropLast()) : $0 }
        guard let number = text.flatMap(StrictNumber.read), (0...100).contains(number) else {
            report(.badValue, at: node.start, "\(what) must be a share of packets from 0% to 100%")
            return nil
        }
        return number
    }

    private mutating func days(_ node: YAMLNode, _ what: String) -> Double? {
        guard let days = node.text.flatMap(StrictNumber.read), (0...3650).contains(days) else {
            report(.badValue, at: node.start, "\(what) must be a number of days from 0 to 3650")
            return nil
        }
        return days
    }

    private mutating func words(_ entry: YAMLEntry, of known: [String]) -> [String] {
        list(entry.value, entry.key) { reader, node in
            guard let word = reader.string(node, "each of \(entry.key)") else { return nil }
            if known.contains(word) { return word }
            reader.report(
                .badValue, at: node.start, "\(entry.key): there are \(known.joined(separator: ", "))",
                suggestion: YAML.nearName(to: word, among: known))
            return nil
        }
    }

    /// What `--local` takes is an address with or without a port, too.
    private mutating func address(_ node: YAMLNode) -> String? {
        guard let text = string(node, "each of expect_dns") else { return nil }
        guard rules.problem(.local, text) != nil else { return text }
        report(.badValue, at: node.start, "expect_dns: give addresses: 192.0.2.7, 192.0.2.7:5060 or [2001:db8::7]:5060")
        return nil
    }
}
