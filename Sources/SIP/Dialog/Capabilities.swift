/// What we can do in a call, for Allow, Supported and Accept.
package enum Capabilities {
    package static let methods: [Method] = [
        .invite, .ack, .cancel, .bye, .options, .info, .prack, .update, .notify,
    ]
    /// Reliable provisional responses (RFC 3262) and session timers (RFC 4028).
    package static let extensions = ["100rel", "timer"]

    package static let allow = Header(.allow, methods.map(\.name).joined(separator: ", "))
    package static let supported = Header(.supported, extensions.joined(separator: ", "))
    package static let accept = Header(.accept, ContentType.sdp.description)
}

extension ResponseBuilder {
    /// The answer to a request that belongs to no dialog of ours; an ACK has none.
    ///
    /// A server that gets no answer to its OPTIONS or NOTIFY drops the one it asks.
    package static func outsideDialogs(_ request: Message, tag: String) -> ResponseBuilder? {
        guard let method = request.method, method != .ack else { return nil }
        if request.to?.tag != nil { return ResponseBuilder(to: request, 481) }
        switch method {
        case .options: return .abilities(request, tag: tag)
        case .invite: return ResponseBuilder(to: request, 486, toTag: tag)
        case .bye, .cancel, .info, .notify, .prack, .update: return ResponseBuilder(to: request, 481, toTag: tag)
        default: return .notAllowed(request, tag: tag)
        }
    }

    /// 200 to OPTIONS (RFC 3261 11.2).
    static func abilities(_ request: Message, tag: String? = nil) -> ResponseBuilder {
        var builder = ResponseBuilder(to: request, 200, toTag: tag)
        builder.headers = [Capabilities.allow, Capabilities.accept, Capabilities.supported]
        return builder
    }

    /// 405 to a method we know, 501 to one we do not (RFC 3261 8.2.1, 21.5.2).
    static func notAllowed(_ request: Message, tag: String? = nil) -> ResponseBuilder {
        let isKnown = request.method.map(Method.registered.contains) ?? false
        var builder = ResponseBuilder(to: request, isKnown ? 405 : 501, toTag: tag)
        builder.headers = [Capabilities.allow]
        return builder
    }
}
