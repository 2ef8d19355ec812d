import DNS
import Diagnosis
import Net
import SIP

/// Sends OPTIONS one after the other to the first address that answers it over UDP. Each goes once: what UDP would repeat
/// hides the loss.
package enum LossProbe: Probe {
    package static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        if context.isTransportForced, await context.location().selectedTransport != .udp {
            return Measurement("not_udp", "Loss: UDP was not asked for")
        }
        guard let answer = await context.answerOverUDP() else {
            return Measurement("unanswered", "Loss: OPTIONS over UDP gets no answer at all")
        }
        let remote = answer.remote
        let opening = await context.open(toward: remote, over: .udp, until: context.patience)
        guard case .success(let channel) = opening.result else {
            return Measurement("error", "Loss: no socket could be opened")
        }
        let run = LossRun(channel, roundTripMs: answer.elapsedMs, in: context)
        defer { run.close() }
        await run.send()
        guard !context.hasEnded else { return Measurement("skipped", "Loss: the run ended first") }
        let count = run.count
        guard count.sent >= LossRun.fewest || count.hasFallenSilent else {
            return Measurement("skipped", "Loss: the run may send no more requests, or the server wants none")
        }
        var outcome = count.lost > 1 ? "lossy" : count.lost == 1 ? "single" : "clear"
        if count.hasFallenSilent {
            switch await askOnceMore(remote, in: context).outcome {
            // A firewall that bans may say so by ICMP.
            case "timeout", "refused", "rejected": outcome = "fell_silent"
            case "skipped", "cut", "error":
                return Measurement("skipped", "Loss: whether the server still answers could not be asked")
            default: break
            }
        }
        return measurement(outcome, count, remote, context)
    }

    /// With all that UDP repeats: a burst of losses ends.
    @NetActor
    private static func askOnceMore(_ remote: Endpoint, in context: ProbeContext) async -> ExchangeResult {
        let exchange = SIPExchange(toward: remote, transport: .udp, in: context)
        return await exchange.run(OptionsRequest.builder(for: context, over: .udp))
    }

    @NetActor
    private static func measurement(
        _ outcome: String, _ count: LossCount, _ remote: Endpoint, _ context: ProbeContext
    ) -> Measurement {
        var facts: [String: Value] = [
            "remote": .text("\(remote)"),
            "interval_ms": .number(count.intervalMs),
            "sent": .number(count.sent),
            "answered": .number(count.answered),
            "lost": .number(count.lost),
            "lost_percent": .number((100 * count.lost + count.sent / 2) / max(1, count.sent)),
            "longest_run": .number(count.longestRun),
            "silent_at_end": .number(count.silentAtEnd),
            "duplicates": .number(count.duplicates),
            "late": .number(count.late),
            "answered_before": .number(context.manners.answers(from: remote.address)),
        ]
        facts["rtt_ms"] = count.medianMs.map(tenths)
        facts["rtt_max_ms"] = count.roundTripsMs.max().map(tenths)
        facts["jitter_ms"] = count.jitterMs.map(tenths)
        let words =
            switch outcome {
            case "clear": "all \(count.sent) requests are answered"
            case "fell_silent": "\(count.answered) of \(count.sent) requests are answered, then none any more"
            default: "\(count.lost) of \(count.sent) requests are not answered"
            }
        return Measurement(outcome, "Loss over UDP to \(remote): \(words)", facts)
    }

    private static func tenths(_ milliseconds: Double) -> Value { .number((milliseconds * 10).rounded() / 10) }
}
