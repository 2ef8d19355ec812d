import DNS
import Net
import SIP

/// An OPTIONS that names itself in Via, From and Contact as it is told to.
struct ALGRequest {
    var uri: URI
    var transport: ServerLocator.Transport
    /// The user part of From; nil: `sipdiag`.
    var user: String?

    /// A name that is no address and never will be one (RFC 2606): no device takes it for its own.
    static let invalid = Host.name("sipdiag.invalid")

    /// - Parameter host: What stands where a client names itself; `port` goes with it.
    func build(naming host: Host, port: UInt16) -> Message? {
        let identity = RequestIdentity(
            transport: transport, host: host, port: port, given: SIPURI(user: user ?? "sipdiag", host: host),
            isSecure: uri.scheme == "sips")
        return try? OptionsRequest.request(to: uri, from: identity, branch: RandomID.branch()).build()
    }
}
