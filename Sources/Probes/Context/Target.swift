package import DNS
import Net
package import SIP

/// Whom the person named: a SIP, SIPS or tel URI, `user@host`, `host[:port]` or an address.
package struct Target: Sendable, Equatable {
    /// As the person wrote it.
    package var text: String
    /// What the request is for.
    package var uri: URI
    /// Whose servers are looked up; nil for a `tel:` URI, which needs a proxy.
    package var host: Host?
    package var port: UInt16?
    package var transport: ServerLocator.Transport?
    package var isSecure: Bool
    package var user: String?

    /// - Throws: what is wrong with the text, and where.
    package init(_ text: String) throws(TargetProblem) {
        // Without a scheme it is what follows `sip:`; a bare IPv6 address gets its brackets.
        let prefix = Self.hasScheme(text) ? "" : "sip:"
        let bare = prefix.isEmpty ? text : (try? Host(text))?.reference ?? text
        do {
            uri = try URI(prefix + bare)
        } catch {
            throw TargetProblem(text: text, column: max(0, error.offset - prefix.utf8.count), rule: error.rule.sentence)
        }
        self.text = text
        switch uri {
        case .sip(let sip):
            // RFC 3263 4: `maddr` takes the host's place.
            host = sip.parameter("maddr").flatMap { try? Host($0) } ?? sip.host
            port = sip.port.flatMap { UInt16(exactly: $0) }
            isSecure = sip.isSecure
            user = sip.user
            transport = nil
            guard sip.port != 0 else { throw TargetProblem(text: text, rule: "port 0 is no port") }
            if let name = sip.transport {
                guard let known = ServerLocator.Transport(rawValue: name.lowercased()) else {
                    throw TargetProblem(text: text, rule: "transport \(name) is none of udp, tcp, tls, ws, wss")
                }
                transport = known
            }
        case .tel(let tel):
            (host, port, transport, isSecure, user) = (nil, nil, nil, false, tel.number)
        case .other(let scheme, _):
            throw TargetProblem(text: text, rule: "\(scheme): is no SIP, SIPS or tel URI")
        }
    }

    /// It says itself that there is TLS: `sips:`, or a transport with it.
    package var demandsTLS: Bool { isSecure || transport?.isSecure == true }

    /// Why the target cannot be probed with these settings; nil where it can.
    package func problem(_ settings: ProbeSettings) -> TargetProblem? {
        if isSecure, (settings.transport ?? transport) == .udp {
            return TargetProblem(text: text, rule: "sips: demands TLS, and there is none over UDP")
        }
        guard let next = settings.proxy?.host ?? host else {
            return TargetProblem(text: text, rule: "a tel: URI names no server; say where to ask with --proxy HOST")
        }
        if let family = next.family, !settings.families.contains(family) {
            let name = family == .ipv6 ? "an IPv6" : "an IPv4"
            return TargetProblem(
                text: text, rule: "\(next) is \(name) address, and the options ask for the other family")
        }
        return nil
    }

    /// Why nobody is called or registered by this target; nil where that may be done.
    package func problem(calling call: CallSettings, needsUser: Bool) -> TargetProblem? {
        guard user != nil else {
            return needsUser
                ? TargetProblem(text: text, rule: "it names a server; name somebody, as sip:bob@\(text)") : nil
        }
        guard call.isAllowed else { return nil }
        let address = host.flatMap { IPAddress($0) }
        let isInHouse = address.map { $0.isPrivate || $0.isLoopback } ?? false
        guard EmergencyNumber.isForbidden(uri, isInHouse: isInHouse) else { return nil }
        return TargetProblem(
            text: text,
            rule: "that is an emergency number, and sipdiag never calls one. `why --no-call` probes its server")
    }

    private static func hasScheme(_ text: String) -> Bool {
        let scheme = text.prefix { $0 != ":" }.lowercased()
        return scheme.count < text.count && ["sip", "sips", "tel", "http", "https", "mailto", "im"].contains(scheme)
    }
}

extension Host {
    /// Nil for a name.
    var family: DNSAddress.Family? {
        switch self {
        case .name: nil
        case .ipv4: .ipv4
        case .ipv6: .ipv6
        }
    }
}

/// Why a target could not be read.
package struct TargetProblem: Error, Equatable, CustomStringConvertible {
    package var text: String
    /// Octets before the fault; nil where it has no place.
    package var column: Int?
    package var rule: String

    package init(text: String, column: Int? = nil, rule: String) {
        self.text = text
        self.column = column
        self.rule = rule
    }

    package var description: String {
        let place = column.map { ", character \($0 + 1)" } ?? ""
        return "cannot read the target “\(text)”\(place): \(rule). Give a SIP URI (sip:bob@example.com), user@host, "
            + "host[:port], an IPv4 or [IPv6] address."
    }
}
