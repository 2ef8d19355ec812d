/// What the caller of an INVITE and one who answered it have agreed on (RFC 3261 12), seen by the caller.
package struct Dialog: Hashable, Sendable {
    package struct ID: Hashable, Sendable {
        package var callID: CallID
        package var localTag: String
        /// Empty if the other side, of RFC 2543, has none.
        package var remoteTag: String

        package init(callID: CallID, localTag: String, remoteTag: String) {
            self.callID = callID
            self.localTag = localTag
            self.remoteTag = remoteTag
        }
    }

    package let id: ID
    /// From and To of our requests.
    package let local: NameAddress
    package let remote: NameAddress
    /// In the order of our requests' Route.
    package private(set) var routeSet: [NameAddress] = []
    /// The Contact of the other side.
    package private(set) var remoteTarget: URI
    package private(set) var localCSeq: UInt32
    /// `nil` until the other side has asked something.
    package private(set) var remoteCSeq: UInt32?

    /// `nil` if the INVITE is none that could have been sent. A response without Contact leaves the Request-URI.
    package init?(invite: Message, response: Message) {
        guard let callID = invite.callID, let local = invite.from, let asked = invite.to, let cseq = invite.cseq,
            let target = invite.requestURI
        else { return nil }
        self.local = local
        // The address is ours, as it was asked for; only the tag is theirs.
        let tag = response.to?.parameters.first(named: "tag")
        remote = NameAddress(displayName: asked.displayName, uri: asked.uri, parameters: tag.map { [$0] } ?? [])
        id = ID(callID: callID, localTag: local.tag ?? "", remoteTag: remote.tag ?? "")
        remoteTarget = target
        localCSeq = cseq.number
        update(from: response)
    }

    /// Takes routes and target from a response: those of the 2xx replace those of the early dialog (13.2.2.4).
    package mutating func update(from response: Message) {
        routeSet = response.recordRoutes.reversed()
        refreshTarget(from: response)
    }

    /// Takes the Contact of a re-INVITE, an UPDATE or a response (12.2).
    package mutating func refreshTarget(from message: Message) {
        if let uri = message.contacts.first?.uri { remoteTarget = uri }
    }

    /// Whether the request of the other side belongs here.
    package func includes(_ request: Message) -> Bool {
        request.callID == id.callID && request.to?.tag == id.localTag && (request.from?.tag ?? "") == id.remoteTag
    }

    /// Counts a request of the other side; false for one that is not newer than the last (12.2.2).
    package mutating func take(_ cseq: CSeq) -> Bool {
        if let remoteCSeq, cseq.number <= remoteCSeq { return false }
        remoteCSeq = cseq.number
        return true
    }

    mutating func nextCSeq() -> UInt32 {
        localCSeq &+= 1
        return localCSeq
    }
}
