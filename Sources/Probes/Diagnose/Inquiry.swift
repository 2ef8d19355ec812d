package import Diagnosis

/// The question of one run: each probing command has one, and each check of `sipdiag check`.
package enum Inquiry: Sendable, Equatable {
    case options, invite, register, dns, reach, tls, status
    /// - Parameter lifetime: also how long a UDP mapping lives, up to the deadline.
    case nat(lifetime: Bool)
    /// - Parameter seen: a failure that somebody met elsewhere; nil: what this run meets is what is explained.
    case why(seen: Finding?)

    /// The command that asks it.
    package var command: String {
        switch self {
        case .options: "options"
        case .invite: "invite"
        case .register: "register"
        case .dns: "dns"
        case .reach: "reach"
        case .tls: "tls"
        case .status: "status"
        case .nat: "nat"
        case .why: "why"
        }
    }

    /// It can be asked without a target.
    package var needsTarget: Bool {
        switch self {
        case .nat, .status: false
        default: true
        }
    }

    /// The target names somebody, and not a server alone.
    package var needsUser: Bool { self == .invite || self == .register }
}

extension Diagnoser {
    /// Measures and judges what is asked.
    package func answer(_ inquiry: Inquiry) async -> Measured {
        switch inquiry {
        case .options: return Measured(await options())
        case .invite: return Measured(await invite())
        case .register: return Measured(await register())
        case .dns: return Measured(await location())
        case .tls: return Measured(await handshake())
        case .why(let seen): return Measured(await run(seen: seen))
        case .reach:
            let found = await reach()
            let answers = found.result.call.outcome == "response"
            return Measured(
                found.result, tried: .reach(selectedAnswers: answers, publishedBlocked: found.publishedBlocked))
        case .nat(let lifetime):
            let found = await addressTranslation(lifetime: lifetime)
            return Measured(
                findings: found.findings, judgement: found.judgement,
                tried: found.isMeasured ? .worked : .nothingMeasured, sentence: found.sentence)
        case .status:
            let (page, judgement) = await statusPage()
            return Measured(findings: [page], judgement: judgement, tried: .status(.of(page)), sentence: page.title)
        }
    }
}

extension Diagnoser {
    /// Goes on where one question has met a failure: the trees name its cause, and what they need is measured.
    package func diagnose(_ measured: Measured) async -> Measured {
        guard let call = measured.call else { return measured }
        let target = TargetFinding.state(driver.context)
        let result = await explain(call, call, (target.map { [$0] } ?? []) + measured.findings).result
        var diagnosed = measured
        diagnosed.findings = result.findings
        diagnosed.judgement = result.judgement
        return diagnosed
    }
}

extension VerdictInput.StatusPage {
    /// An outage that does not cover voice is no more than a degradation of what calls need.
    fileprivate static func of(_ page: Finding) -> VerdictInput.StatusPage {
        let coversVoice = page.facts["voice"] == .flag(true)
        switch page.outcome {
        case "operational": return .operational
        case "outage": return coversVoice ? .outage : .degraded
        case "maintenance": return coversVoice ? .maintenance : .operational
        case "degraded": return coversVoice ? .degraded : .operational
        default: return .unreadable
        }
    }
}
