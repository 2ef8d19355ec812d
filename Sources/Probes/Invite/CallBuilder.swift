import DNS
import Net
import SIP
import TLS

/// Makes the call that a run places, for one way to a server.
@NetActor
struct CallBuilder {
    let context: ProbeContext
    /// Whom to call.
    let uri: URI
    /// `sip.invite`'s parameter: what the offer is like.
    let offer: String
    /// INVITEs that it may send.
    let maximumInvites: Int

    private var settings: CallSettings { context.settings.call }

    /// - Returns: Nil where no valid INVITE can be made.
    func make(over channel: any SIPChannel) -> (call: Call, media: CallMedia)? {
        let session = try? MediaSession.open(
            beside: channel.local, ports: context.mediaPorts, on: context.network
        ).get()
        let offer = description(at: channel.local.address, port: session?.port ?? 9)
        let media = CallMedia(
            offer, isLate: settings.hasLateOffer, isMeasured: settings.talkMs > 0, session: session,
            toward: channel.remote.address)
        let identity = RequestIdentity(
            transport: channel.transport, local: channel.local, given: context.identity, isSecure: uri.scheme == "sips")
        var plan = CallPlan(
            requestURI: uri, from: identity.from(tag: RandomID.tag()), to: NameAddress(uri: uri),
            contact: .address(identity.contact), callID: CallID(RandomID.callID()),
            transport: channel.transport.rawValue.uppercased(), sentBy: identity.sentBy,
            isReliable: channel.isReliable, branch: { RandomID.branch() })
        plan.userAgent = RequestIdentity.userAgent
        plan.offer = settings.hasLateOffer ? nil : offer.description.body
        plan.answer = CallMedia.answer(offer)
        plan.ringMs = settings.ringMs
        plan.talkMs = self.offer == "others" ? 0 : settings.talkMs
        plan.setupMs = Self.setupPatience * context.settings.timeoutMs
        plan.progressMs = max(context.settings.timeoutMs, settings.ringMs)
        plan.graceMs = Self.graceMs
        plan.maximumAttempts = maximumInvites
        guard let call = try? Call(plan, digest: context.digestClient()) else {
            media.close()
            return nil
        }
        return (call, media)
    }

    /// After 100 Trying a call into the telephone network takes ten seconds and more to ring.
    private static let setupPatience = 3
    /// A run ends within two seconds of its deadline (contract).
    private static let graceMs = 1500

    private func description(at address: IPAddress, port: UInt16) -> Offer {
        let codecs =
            switch self.offer {
            case "g711": [Codec.pcmu, .pcma, .telephoneEvent]
            case "others": Codec.others
            default: settings.codecs
            }
        let now = UInt64(clamping: context.network.time.unixMilliseconds)
        return Offer(
            codecs: codecs, address: address.host, port: Int(port), srtp: encryption,
            sessionID: now, version: now)
    }

    private var encryption: SRTPOffer {
        let kind: CallSettings.SRTP =
            switch offer {
            case "plain", "g711", "others": .none
            case "sdes": .sdes
            default: settings.srtp
            }
        guard kind != .none, let key = try? randomBytes(30) else { return .none }
        return kind == .sdes ? .sdes(key: key) : .optional(key: key)
    }
}
