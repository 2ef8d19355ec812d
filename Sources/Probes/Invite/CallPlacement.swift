import DNS
import Net
import SIP

/// Places a call the way a client does: address after address (RFC 3263 4.3), and on to where a redirection leads.
@NetActor
struct CallPlacement {
    /// What every address did that was tried, in order, and where redirections led.
    struct Outcome: Sendable {
        var tried: [CallResult] = []
        var movedTo: [String] = []
        /// The first redirection, where the places that it named do not serve.
        var redirection: CallResult?

        /// What a client would have met.
        var decisive: CallResult? {
            redirection ?? tried.last { !$0.movesOn } ?? tried.first { $0.outcome == "response" } ?? tried.first {
                $0.exchange.isComplete
            } ?? tried.first
        }
    }

    let context: ProbeContext
    let offer: String

    /// Places that redirections may lead to (contract).
    private static let maximumPlaces = 5
    /// INVITEs of one call, with credentials, another interval and the like.
    private static let maximumInvites = 6
    /// RFC 3261 18.1.1: a request above it goes over a transport with congestion control; what a challenge adds counts.
    private static let maximumDatagram = 1300
    static let credentialsSize = 350
    /// For a TCP connection that nobody asked for: then UDP has to do.
    private static let connectMs = 2000

    func run(_ uri: URI, _ addresses: [Addresses.Address]) async -> Outcome {
        var outcome = Outcome()
        outcome.tried = await call(uri, addresses)
        guard let first = outcome.decisive, let answer = first.redirectingAnswer else { return outcome }
        var places = Self.places(in: answer)
        var visited = [uri]
        while !places.isEmpty, visited.count <= Self.maximumPlaces {
            let place = places.removeFirst()
            guard !visited.contains(where: { $0.description == place.description }), let hosts = await locate(place)
            else { continue }
            visited.append(place)
            outcome.movedTo.append("\(place)")
            let results = await call(place, hosts)
            outcome.tried += results
            guard let last = results.last(where: { !$0.movesOn }) else { continue }
            guard let next = last.redirectingAnswer else {
                if last.isServed { return outcome }
                continue
            }
            places = Self.places(in: next) + places
        }
        outcome.redirection = first
        return outcome
    }

    private func call(_ uri: URI, _ addresses: [Addresses.Address]) async -> [CallResult] {
        var results: [CallResult] = []
        for address in addresses where !context.hasEnded {
            guard let result = await call(uri, at: address) else { break }
            results.append(result)
            if !result.movesOn { break }
        }
        return results
    }

    /// Nil where the run may send no more INVITEs.
    private func call(_ uri: URI, at address: Addresses.Address) async -> CallResult? {
        let granted = context.calls.reserveInvites(Self.maximumInvites)
        guard granted > 0, context.takeTransaction() else { return nil }
        let (result, sent) = await attempt(uri, at: address, maximumInvites: granted)
        context.calls.giveBack(
            invites: granted - min(granted, sent), refusals: result.auth.record.refusedAttempts)
        return result
    }

    private func attempt(
        _ uri: URI, at address: Addresses.Address, maximumInvites: Int
    ) async -> (CallResult, invites: Int) {
        var result = CallResult(
            exchange: ExchangeResult(remote: address.endpoint, isStream: address.transport != .udp))
        result.ringMs = context.settings.call.ringMs
        if let refusal = await context.turn(toward: address.endpoint, isUrgent: true) {
            result.exchange.ending = refusal
            return (result, 0)
        }
        let builder = CallBuilder(context: context, uri: uri, offer: offer, maximumInvites: maximumInvites)
        let began = context.network.time.now
        guard var way = await open(address, until: context.patience, builder, &result) else {
            result.exchange.elapsedMs = context.network.time.now.milliseconds(since: began)
            result.exchange.isCut = context.isCut(since: began)
            return (result, 0)
        }
        if isTooLarge(way) {
            result.isTCPFirst = true
            var stream = result
            let until = min(context.patience, context.network.time.now.adding(milliseconds: Self.connectMs))
            if let other = await open(.init(address.endpoint, .tcp), until: until, builder, &stream) {
                way.close()
                (way, result) = (other, stream)
            }
        }
        let run = CallRun(way.call, over: way.channel, media: way.media, result: result, in: context)
        let placed = await run.run()
        context.noteTransactions(placed.record.furtherTransactions)
        return (placed, run.call.inviteCount)
    }

    /// A call that is ready to be placed.
    private struct Way {
        var channel: any SIPChannel
        var call: Call
        var media: CallMedia

        @NetActor func close() {
            media.close()
            channel.close()
        }
    }

    /// Nil where there is no way; the result says why.
    private func open(
        _ address: Addresses.Address, until deadline: Instant, _ builder: CallBuilder, _ result: inout CallResult
    ) async -> Way? {
        let opening = await context.open(
            toward: address.endpoint, over: address.transport, for: builder.uri, until: deadline)
        result.transport = address.transport
        result.exchange.isStream = address.transport != .udp
        result.exchange.note(opening)
        guard case .success(let channel) = opening.result else { return nil }
        guard let (call, media) = builder.make(over: channel) else {
            channel.close()
            result.exchange.ending = .notBuilt
            return nil
        }
        result.exchange.requestBytes = call.invite.bytes.count
        if !media.isLate { result.offered = media.offer.codecs.map(\.map.name) }
        return Way(channel: channel, call: call, media: media)
    }

    private func isTooLarge(_ way: Way) -> Bool {
        guard way.channel.transport == .udp, !context.isTransportForced else { return false }
        let credentials = context.settings.credentials == nil ? 0 : Self.credentialsSize
        return way.call.invite.bytes.count + credentials > Self.maximumDatagram
    }

    private func locate(_ place: URI) async -> [Addresses.Address]? {
        guard case .sip(let sip) = place, sip.user != nil,
            !EmergencyNumber.isForbidden(place, isInHouse: false)
        else { return nil }
        return Addresses.of(await context.location(of: sip))
    }

    /// The best first (RFC 3261 8.1.3.4).
    private static func places(in answer: Message) -> [URI] {
        let contacts = answer.contacts.enumerated().sorted { left, right in
            let (leftQ, rightQ) = (left.element.qThousandths ?? 1000, right.element.qThousandths ?? 1000)
            return leftQ == rightQ ? left.offset < right.offset : leftQ > rightQ
        }
        return contacts.compactMap(\.element.uri).map(RequestIdentity.requestURI)
    }
}

extension CallResult {
    /// A 3xx that is to be followed.
    fileprivate var redirectingAnswer: Message? {
        record.end == .redirected ? record.answer : nil
    }

    /// The place does what it was called for.
    fileprivate var isServed: Bool { ["answered", "ringing", "unanswered"].contains(outcome) }
}
