package import SIP

/// `HOST[:PORT]` out of an option: a STUN server, a canary, a proxy.
package struct HostPort: Sendable, Equatable, CustomStringConvertible {
    package var host: Host
    package var port: UInt16?

    package init(host: Host, port: UInt16? = nil) {
        self.host = host
        self.port = port
    }

    /// Nil unless the text is a name, an address or `[address]`, with or without a port from 1 on.
    package init?(_ text: String) {
        if let address = try? Host(text) {
            self.init(host: address)
            return
        }
        guard case .sip(let uri)? = try? URI("sip:\(text)"), uri.rawUser == nil, uri.parameters.isEmpty,
            uri.headers.isEmpty, uri.port != 0
        else { return nil }
        self.init(host: uri.host, port: uri.port.flatMap { UInt16(exactly: $0) })
    }

    package var description: String { host.reference + (port.map { ":\($0)" } ?? "") }
}
