package import Diagnosis
import Net

/// `nat`: the mapping of the SIP socket, and what becomes of SIP messages on the way to the target.
extension Diagnoser {
    package struct AddressTranslation: Sendable {
        package var mapping: Finding
        package var findings: [Finding]
        package var judgement: Judgement

        /// Something of what was asked for could be measured: the mapping where a STUN server was named, else the ALG.
        package var isMeasured: Bool {
            guard mapping.outcome == "not_configured" else {
                return mapping.status == .pass || ["symmetric", "several_addresses"].contains(mapping.outcome)
            }
            return findings.contains {
                $0.test == "nat.alg" && ["rewritten", "suspected", "clean", "no_nat"].contains($0.outcome)
            }
        }

        /// What was asked and what came back.
        package var sentence: String {
            let isNamed = mapping.outcome != "not_configured"
            let behavior = findings.first { $0.test == "nat.behavior" && [.pass, .warn].contains($0.status) }
            let rewriting = findings.first { $0.test == "nat.alg" && $0.status != .skip }
            return (isNamed ? behavior : rewriting)?.title ?? mapping.title
        }
    }

    /// - Parameter lifetime: also how long a mapping lives, up to the deadline.
    package func addressTranslation(lifetime: Bool = false) async -> AddressTranslation {
        let context = driver.context
        // Every pass of the trees is shown, also those that their verdicts do not need.
        var requests = tests(of: "nat-behavior") + (context.target == nil ? [] : tests(of: "nat-alg"))
        if context.target != nil { requests.append(TestRequest(test: "sip.options")) }
        if lifetime { requests.append(TestRequest(test: "nat.lifetime")) }
        if !context.settings.stunServers.isEmpty { requests.append(TestRequest(test: "nat.hops")) }
        let others = Task { @NetActor [requests] in await concurrently(requests) { await context.run($0) } }
        let mapping = await context.run(TestRequest(test: "nat.mapping"))
        let findings = await [mapping] + others.value
        let walks =
            (context.target == nil ? [] : ["nat-alg"]) + ["beside-nat", "nat-behavior"]
            + (lifetime ? ["nat-lifetime"] : [])
        let judgement = Judgement(
            library: driver.library, call: nil, main: nil, row: nil, beside: replay(walks, findings))
        return AddressTranslation(mapping: mapping, findings: findings, judgement: judgement)
    }

    private func tests(of tree: String) -> [TestRequest] {
        Walk.testsAhead(
            library: driver.library, playbook: tree, catalogue: ProbeRegistry.catalogue,
            inputs: TargetFinding.state(driver.context).map { ["target": $0] } ?? [:])
    }
}
