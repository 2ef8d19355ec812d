package import Diagnosis
import Net

/// What a run found.
package struct Measured: Sendable {
    /// The fate of the request that the run is about.
    package var call: Finding?
    package var findings: [Finding]
    var judgement: Judgement
    var tried: VerdictInput.Tried
    /// What was asked and what came back, in one sentence.
    var sentence: String

    init(
        call: Finding? = nil, findings: [Finding], judgement: Judgement, tried: VerdictInput.Tried, sentence: String
    ) {
        self.call = call
        self.findings = findings
        self.judgement = judgement
        self.tried = tried
        self.sentence = sentence
    }

    init(_ result: Diagnoser.Result, tried: VerdictInput.Tried? = nil) {
        self.init(
            call: result.placed, findings: result.findings, judgement: result.judgement,
            tried: tried ?? .init(call: result.placed), sentence: result.sentence)
    }

    /// The contract's report of the run, as of now.
    /// - Parameters:
    ///   - subject: what was asked about, as the person wrote it.
    ///   - expected: the answers that count as ok; nil: the contract's.
    @NetActor
    package func report(
        _ inquiry: Inquiry, of subject: String?, in context: ProbeContext, expected: ExpectedCodes? = nil,
        interrupted: Bool = false
    ) async -> Report {
        var input = VerdictInput(
            tried: tried, causes: judgement.causes.map(\.confidence), expected: expected, interrupted: interrupted)
        if input.verdict == .critical { input.onlyLoopbackUp = await context.isOffline }
        let duration = context.elapsedMs
        let now = Int(context.network.time.unixMilliseconds)
        return Report(
            tool: Report.Tool(version: SipdiagVersion.text), command: inquiry.command, target: subject,
            startedAt: Timestamp(millisecondsSince1970: now - duration), durationMs: duration, verdict: input.verdict,
            exitCode: input.exitCode,
            summary: Summary.sentence(tried: sentence, judgement: judgement, verdict: input.verdict),
            outcome: call.flatMap(Outcome.init(call:)), causes: judgement.causes, findings: findings,
            path: judgement.path, openQuestions: judgement.openQuestions,
            messages: context.log.messages.sorted { $0.atMs < $1.atMs })
    }
}
