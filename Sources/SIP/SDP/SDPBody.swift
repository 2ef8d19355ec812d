/// What a message's body has to do with SDP.
package enum SDPBody: Hashable, Sendable {
    case absent
    /// Another type, or SDP that does not begin as SDP does.
    case unreadable(ContentType?)
    case description(SessionDescription)

    package var description: SessionDescription? {
        guard case .description(let description) = self else { return nil }
        return description
    }
}

extension Message {
    /// The body's session description, be it alone or a part of a multipart body, as gateways to ISUP send it.
    package var sdp: SDPBody {
        guard !body.isEmpty else { return .absent }
        // A body without a type is read for what it looks like.
        guard let type = contentType, !type.isSameType(as: .sdp) else {
            return SessionDescription(bodyBytes).map(SDPBody.description) ?? .unreadable(contentType)
        }
        let descriptions = bodyParts.filter { $0.contentType?.isSameType(as: .sdp) == true }
            .compactMap { SessionDescription($0.content) }
        return descriptions.first.map(SDPBody.description) ?? .unreadable(type)
    }
}
