import Diagnosis

/// What a check is to find out, beside numbers: another kind of NAT, or other addresses, are no failure of the probe, and
/// yet somebody wants to know.
package struct Expectation: Sendable, Equatable {
    /// The outcomes of `nat.mapping` that are fine; nil: any.
    package var nat: [String]?
    /// The addresses, ADDR or ADDR:PORT, that the name must lead to, and no other; nil: any.
    package var addresses: [String]?

    package init(nat: [String]? = nil, addresses: [String]? = nil) {
        self.nat = nat
        self.addresses = addresses
    }

    /// The report, with a warning where it works and is not as it was expected. What was not measured breaks nothing.
    func judge(_ report: Report) -> Report {
        let broken = [natMismatch(report), addressMismatch(report)].compactMap(\.self)
        guard report.verdict == .ok || report.verdict == .warning, !broken.isEmpty else { return report }
        var judged = report
        judged.verdict = .warning
        judged.exitCode = Verdict.warning.exitCode
        judged.summary = ([report.summary] + broken).joined(separator: "; ")
        return judged
    }

    private func natMismatch(_ report: Report) -> String? {
        guard let nat, let mapping = report.findings.first(where: { $0.test == "nat.mapping" && $0.status != .skip }),
            !nat.contains(mapping.outcome)
        else { return nil }
        return "the NAT is \(mapping.outcome), expected is \(nat.joined(separator: " or "))"
    }

    private func addressMismatch(_ report: Report) -> String? {
        guard let addresses,
            case .list(let targets)? = report.findings.first(where: { $0.test == "dns.locate" })?.facts["targets"]
        else { return nil }
        let found = targets.compactMap { $0.split(separator: " ").first.map(String.init) }
        let strange = found.filter { place in !addresses.contains { Self.covers($0, place) } }
        let missing = addresses.filter { address in !found.contains { Self.covers(address, $0) } }
        let parts = [
            strange.isEmpty ? nil : "leads to \(strange.joined(separator: ", ")), which is not expected",
            missing.isEmpty ? nil : "does not lead to \(missing.joined(separator: ", "))",
        ].compactMap(\.self)
        return parts.isEmpty ? nil : "the name " + parts.joined(separator: ", and ")
    }

    /// An address without a port stands for every port of it.
    private static func covers(_ address: String, _ place: String) -> Bool {
        address == place || place.hasPrefix("\(address):") && !address.hasSuffix("]")
            || place.hasPrefix("[\(address)]:")
            || address.hasSuffix("]") && place.hasPrefix("\(address):")
    }
}
