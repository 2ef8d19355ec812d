/// The headers that have a type. `nil` or absent: missing, or too malformed to read; `validate()` says which.
extension Message {
    /// Every Via that can be read, topmost first.
    package var vias: [Via] { parsed(.via).values }
    /// The first Via, even if a fault follows it on its line.
    package var topVia: Via? { first(.via) }
    package var from: NameAddress? { first(.from) }
    package var to: NameAddress? { first(.to) }
    package var callID: CallID? { first(.callID) }
    package var cseq: CSeq? { first(.cseq) }
    package var contacts: [Contact] { parsed(.contact).values }
    package var routes: [NameAddress] { parsed(.route).values }
    package var recordRoutes: [NameAddress] { parsed(.recordRoute).values }
    package var contentType: ContentType? { first(.contentType) }
    package var date: DateValue? { first(.date) }
    package var retryAfter: RetryAfter? { first(.retryAfter) }
    package var warnings: [Warning] { parsed(.warning).values }
    package var reasons: [Reason] { parsed(.reason).values }
    /// The proxies that a registrar sends requests through (RFC 3327), the first one first.
    package var paths: [NameAddress] { parsed(.path).values }
    /// The route that the registered send their requests along (RFC 3608).
    package var serviceRoutes: [NameAddress] { parsed(.serviceRoute).values }
    package var allowedMethods: [Method] { values(of: .allow).map { Method($0) } }
    package var authenticationInfo: AuthenticationInfo? { first(.authenticationInfo) }
}
