/// What a registrar keeps and says. Times are seconds.
package struct RegistrarPlan: Sendable, Hashable {
    /// A binding of another device.
    package struct Binding: Sendable, Hashable {
        package var contact: String
        package var expires: Int

        package init(_ contact: String, expires: Int) {
            self.contact = contact
            self.expires = expires
        }
    }

    /// Shorter bindings are refused (423).
    package var minimum = 60
    /// Where the request does not say.
    package var usual = 3600
    package var maximum = 7200
    /// URIs of the proxies that calls have to go along (RFC 3608).
    package var serviceRoute: [String] = []
    /// What a proxy before the registrar has added (RFC 3327); told to those who know of it.
    package var path: [String] = []
    /// What others have bound, by the user part of the address of record.
    package var bound: [String: [Binding]] = [:]

    package init() {}
}
