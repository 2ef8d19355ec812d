import DNS
import Net
import SIP
import TLS

/// The options of the command line as texts; `ProbeSettings(_:)` reads them.
package struct ProbeOptions: Sendable {
    package var transport: String?
    package var ipv4Only = false
    package var ipv6Only = false
    package var proxy: String?
    package var resolver: String?
    package var stun: [String] = []
    package var statusURLs: [String] = []
    package var canaries: [String] = []
    package var from: String?
    package var local: String?
    package var caFile: String?
    package var certificateFile: String?
    package var keyFile: String?
    package var isInsecure = false
    package var timeoutMs = 5000
    package var deadlineMs = 30_000

    package init() {}
}

/// An option whose value cannot be used.
package struct OptionProblem: Error, Equatable, CustomStringConvertible {
    package var option: String
    package var value: String
    package var advice: String

    package var description: String { "\(option) \(value): \(advice)" }
}

extension ProbeSettings {
    /// - Throws: the first option whose value cannot be used, and what to give instead.
    package init(_ options: ProbeOptions) throws(OptionProblem) {
        self.init()
        if let word = options.transport { transport = try Self.transport(word) }
        if options.ipv4Only != options.ipv6Only { families = options.ipv4Only ? [.ipv4] : [.ipv6] }
        if let text = options.proxy { proxy = try Self.place(text, "--proxy") }
        if let text = options.resolver {
            guard let server = Endpoint(text, defaultPort: 53), server.port != 0 else {
                throw OptionProblem(
                    option: "--resolver", value: text,
                    advice: "a name server is named by its address: 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:53")
            }
            nameServers = [server]
        }
        for text in options.stun { stunServers.append(try Self.place(text, "--stun")) }
        for text in options.canaries { canaries.append(try Self.place(text, "--canary")) }
        for text in options.statusURLs {
            do {
                statusURLs.append(try HTTPURL(text))
            } catch {
                throw OptionProblem(option: "--status-url", value: text, advice: "\(error)")
            }
        }
        if let text = options.from {
            guard case .sip(let uri)? = try? URI(text) else {
                throw OptionProblem(
                    option: "--from", value: text, advice: "give a SIP URI, such as sip:alice@example.com")
            }
            from = uri
        }
        if let text = options.local {
            guard let local = Endpoint(text) else {
                throw OptionProblem(
                    option: "--local", value: text,
                    advice: "give one of this host's addresses: 192.0.2.7 or 192.0.2.7:5060")
            }
            localPort = local.port
            if !local.address.isUnspecified {
                localAddress = local.address
                families = try Self.families(families, from: local.address, text)
            }
        }
        isInsecure = options.isInsecure
        try readFiles(options)
        timeoutMs = options.timeoutMs
        deadlineMs = options.deadlineMs
    }

    private mutating func readFiles(_ options: ProbeOptions) throws(OptionProblem) {
        do throws(TLSFileError) {
            if let file = options.caFile { trust = try TLSTrust(file: file) }
            if let file = options.certificateFile {
                // One file may hold both.
                certificate = try TLSIdentity(certificateFile: file, keyFile: options.keyFile ?? file)
            }
        } catch {
            let option =
                switch error.path {
                case options.keyFile: "--key"
                case options.certificateFile: "--cert"
                default: "--ca-file"
                }
            throw OptionProblem(option: option, value: error.path, advice: "\(error.reason)")
        }
        if let file = options.keyFile, options.certificateFile == nil {
            throw OptionProblem(option: "--key", value: file, advice: "a key goes with its certificate: --cert FILE")
        }
    }

    /// From an address of one family only that family can be reached.
    private static func families(
        _ families: [DNSAddress.Family], from local: IPAddress, _ text: String
    ) throws(OptionProblem) -> [DNSAddress.Family] {
        let family: DNSAddress.Family = local.isIPv6 ? .ipv6 : .ipv4
        guard families.contains(family) else {
            throw OptionProblem(
                option: "--local", value: text,
                advice: local.isIPv6 ? "an IPv6 address does not go with -4" : "an IPv4 address does not go with -6")
        }
        return [family]
    }

    private static func transport(_ word: String) throws(OptionProblem) -> ServerLocator.Transport {
        guard let transport = ServerLocator.Transport(rawValue: word) else {
            throw OptionProblem(option: "--transport", value: word, advice: "there are udp, tcp, tls, ws and wss")
        }
        return transport
    }

    private static func place(_ text: String, _ option: String) throws(OptionProblem) -> HostPort {
        guard let place = HostPort(text) else {
            throw OptionProblem(
                option: option, value: text, advice: "give HOST or HOST:PORT, an IPv6 address in brackets")
        }
        return place
    }
}
