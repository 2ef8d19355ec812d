import DNS
import Diagnosis
import Net
import SIP

/// Sends OPTIONS of growing size to the first address that answers OPTIONS over UDP.
package enum SizeProbe: Probe {
    package static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        if context.isTransportForced, await context.location().selectedTransport != .udp {
            return Measurement("not_udp", "Sizes: UDP was not asked for")
        }
        guard let remote = await context.answerOverUDP()?.remote else {
            return Measurement("unanswered", "Sizes: OPTIONS over UDP gets no answer at all")
        }
        let invite = await inviteBytes(toward: remote, in: context)
        let run = SizeRun(remote: remote, invite: invite, in: context)
        await run.ask(run.ladder.first)
        await run.ask(run.ladder.second)
        guard !context.hasEnded else { return Measurement("skipped", "Sizes: the run ended first") }
        guard run.ladder.isComplete else {
            return Measurement("skipped", "Sizes: the run may send no more requests, or the server wants none")
        }
        return SizeReading(run: run, answeredBefore: context.manners.answers(from: remote.address)).measurement
    }

    /// The largest INVITE of this run, or the one that would be placed.
    @NetActor
    private static func inviteBytes(toward remote: Endpoint, in context: ProbeContext) async -> Int? {
        if context.calls.largestInvite > 0 { return context.calls.largestInvite }
        guard let target = context.target else { return nil }
        let uri = RequestIdentity.requestURI(target.uri)
        let opening = await context.open(toward: remote, over: .udp, until: context.patience)
        guard case .success(let channel) = opening.result else { return nil }
        defer { channel.close() }
        let builder = CallBuilder(context: context, uri: uri, offer: "given", maximumInvites: 1)
        guard let (call, media) = builder.make(over: channel) else { return nil }
        media.close()
        return call.invite.bytes.count + (context.settings.credentials == nil ? 0 : CallPlacement.credentialsSize)
    }
}

extension ProbeContext {
    /// What the first address said that answers OPTIONS over UDP.
    func answerOverUDP() async -> ExchangeResult? {
        let addresses = await Addresses.find(["transport": "udp"], in: self)
        let results = await concurrently(addresses) { await OptionsProbe.ask($0, in: self) }
        return results.first { $0.isAnswered }
    }
}

/// The requests of one ladder.
@NetActor
final class SizeRun {
    let remote: Endpoint
    let invite: Int?
    private(set) var ladder: SizeLadder
    private(set) var asked = 0
    /// Sizes that were answered after more than one try.
    private var repeated: Set<Int> = []
    /// Fragmentation needed, as a router told it.
    private(set) var complaint: ICMPError?
    private let context: ProbeContext
    /// IP and UDP.
    private let headerBytes: Int

    /// Three tries of each: at once, after half a second and after one and a half.
    private static let patienceMs = 3000
    /// A larger INVITE is no rung: a datagram ends at 65,507 bytes, and servers' buffers before.
    private static let largestRung = 8000

    init(remote: Endpoint, invite: Int?, in context: ProbeContext) {
        self.remote = remote
        self.invite = invite
        self.context = context
        headerBytes = remote.address.isIPv6 ? 48 : 28
        let mtu = context.network.pathMTU(toward: remote) ?? 1500
        ladder = SizeLadder(
            invite: invite.flatMap { $0 <= Self.largestRung ? $0 : nil }, packetBytes: mtu - headerBytes)
    }

    func ask(_ steps: [SizeLadder.Step]) async {
        let results = await concurrently(steps) { await self.ask($0) }
        if let smallest = zip(steps, results).first(where: { $0.0.bytes == ladder.sizes[0] }) {
            ladder.smallestCode = ladder.smallestCode ?? smallest.1.code
        }
        for (step, result) in zip(steps, results) {
            asked += result.sent > 0 ? 1 : 0
            let wasSilent = ladder.fate(step.bytes) == .silent
            ladder.note(step, fate(of: result))
            if step.way == .usual, result.isAnswered, result.sent > 1 || wasSilent { repeated.insert(step.bytes) }
            note(result.complaint)
        }
        // What a router refused by ICMP is lost the first time, and that is no loss.
        ladder.resent = repeated.count { complaint == nil || $0 <= ladder.packetBytes }
    }

    private func ask(_ step: SizeLadder.Step) async -> ExchangeResult {
        let transport = step.way == .tcp ? ServerLocator.Transport.tcp : .udp
        let exchange = SIPExchange(
            toward: remote, transport: transport, mayFragment: step.way == .fragments,
            limit: .milliseconds(Self.patienceMs), in: context)
        return await exchange.run(OptionsRequest.builder(for: context, over: transport, bytes: step.bytes))
    }

    private func note(_ complaint: ICMPError?) {
        guard let complaint, complaint.origin != .local, case .fragmentationNeeded(let mtu) = complaint.kind else {
            return
        }
        self.complaint = complaint
        // From here on the kernel cuts before it sends.
        if let mtu { ladder.packetBytes = min(ladder.packetBytes, mtu - headerBytes) }
    }

    private func fate(of result: ExchangeResult) -> SizeLadder.Fate {
        if let code = result.code { return SizeLadder.refusals.contains(code) ? .refused(code) : .answered }
        // A firewall that refuses large packets by ICMP is a limit like any other.
        return ["timeout", "silent", "refused", "rejected", "unreachable"].contains(result.outcome) ? .silent : .unknown
    }
}
