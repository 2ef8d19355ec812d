/// Tells whether a response answers the request that was sent (RFC 3261 17.1.3, and what 8.1.1 says must come back).
package struct ResponseMatcher: Hashable, Sendable {
    package enum Field: String, Hashable, Sendable, CaseIterable {
        /// The topmost Via's branch, and its host and port.
        case branch, sentBy
        case cseqNumber, cseqMethod, callID, fromTag
        /// It is a request.
        case statusLine
    }

    package enum Result: Hashable, Sendable {
        case match
        /// Never empty. A field that is missing or malformed differs.
        case stray(Set<Field>)

        /// The response is ours but for the sent-by: something on the path rewrites it, an ALG.
        package var differsOnlyInSentBy: Bool { self == .stray([.sentBy]) }
    }

    private let branch: String?
    private let sentBy: Via.SentBy?
    private let cseq: CSeq?
    private let callID: CallID?
    private let fromTag: String?

    package init(request: Message) {
        let via = request.topVia
        branch = via?.branch
        sentBy = via?.sentBy
        cseq = request.cseq
        callID = request.callID
        fromTag = request.from?.tag
    }

    package func match(_ response: Message) -> Result {
        var differing: Set<Field> = []
        func check(_ field: Field, _ isEqual: Bool) {
            if !isEqual { differing.insert(field) }
        }
        let via = response.topVia
        let theirs = response.cseq
        check(.statusLine, !response.isRequest)
        check(.branch, via?.branch == branch)
        check(.sentBy, via?.sentBy == sentBy)
        check(.cseqNumber, theirs?.number == cseq?.number)
        check(.cseqMethod, theirs?.method == cseq?.method)
        check(.callID, response.callID == callID)
        check(.fromTag, response.from?.tag == fromTag)
        return differing.isEmpty ? .match : .stray(differing)
    }
}
