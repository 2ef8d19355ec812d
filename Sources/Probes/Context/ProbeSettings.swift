package import DNS
package import Net
package import SIP
package import TLS

/// How a run probes: what the options of the command line come to.
package struct ProbeSettings: Sendable {
    /// Forced by `--transport`; nil leaves it to the URI and RFC 3263.
    package var transport: ServerLocator.Transport?
    /// In the order in which they are tried.
    package var families: [DNSAddress.Family] = [.ipv4, .ipv6]
    package var proxy: HostPort?
    /// Nil: those of `/etc/resolv.conf`, after `/etc/hosts`.
    package var nameServers: [Endpoint]?
    package var stunServers: [HostPort] = []
    package var statusURLs: [HTTPURL] = []
    package var canaries: [HostPort] = []
    package var localAddress: IPAddress?
    /// 0: any.
    package var localPort: UInt16 = 0
    /// The identity in From; nil: `sip:sipdiag@` and the local address.
    package var from: SIPURI?
    /// For whoever challenges; its secret is in no record of the run.
    package var credentials: Credentials?
    /// Whose signatures count on a server's certificate.
    package var trust = TLSTrust.system
    /// The certificate for a server that asks for one.
    package var certificate: TLSIdentity?
    /// Go on where a server's certificate does not hold; what is wrong is told all the same.
    package var isInsecure = false
    /// Patience for one exchange, milliseconds.
    package var timeoutMs = 5000
    package var call = CallSettings()
    /// The whole command, milliseconds.
    package var deadlineMs = 30_000

    /// What a run sends at most (contract).
    package var maximumTransactions = 60
    package var maximumInvites = 10
    package var maximumQueries = 300

    package init() {}

    /// Whose credentials they are, where nobody says so.
    package var user: String? { from?.user }

    /// The whole command takes ten seconds more than its longest exchange and its call may take.
    package mutating func makeTimeForCall() {
        deadlineMs = max(deadlineMs, timeoutMs + call.ringMs + call.talkMs + 10_000)
    }

    /// What a socket toward `remote` is bound to; nil leaves it to the kernel.
    /// - Parameters:
    ///   - anyPort: another port than the person chose.
    ///   - port: this port, whatever the person chose.
    package func source(toward remote: Endpoint, anyPort: Bool = false, port: UInt16? = nil) -> Endpoint? {
        let address = localAddress.flatMap { $0.isIPv6 == remote.address.isIPv6 ? $0 : nil }
        let port = port ?? (anyPort ? 0 : localPort)
        guard address != nil || port != 0 else { return nil }
        return Endpoint(address ?? remote.address.unspecified, port: port)
    }

    /// How to speak TLS with a server that has to be somebody.
    func tls(for subject: TLSSubject?) -> TLSSettings {
        TLSSettings(serverName: subject?.serverName, trust: trust, identity: certificate)
    }

    /// The transports that this version can speak, in the order of preference.
    package static let spoken = ServerLocator.Transport.allCases
}
