package import Net

/// How to meet a running lab.
package struct LabScenario: Sendable, Hashable {
    /// A domain, an address or a SIP URI.
    package let target: String
    package let nameServer: Endpoint?
    package let stunServers: [Endpoint]
    package let statusURLs: [String]
    package let transport: String?
    package let timeout: String?
    package let from: String?
    package let login: LabLogin?
    package let ring: String?
    package let srtp: String?
    /// The certificate of the authority that the lab's clients trust.
    package let caFile: String?

    init(_ plan: LabPlan, caFile: String?) {
        target = plan.target
        nameServer = plan.names?.endpoint
        stunServers = plan.stun.map(\.endpoint)
        statusURLs = plan.pages.map(\.url)
        transport = plan.transport
        timeout = plan.timeout
        from = plan.from
        login = plan.login
        ring = plan.ring
        srtp = plan.srtp
        self.caFile = caFile
    }

    /// The command line that meets the fault: `sipdiag why` and these. The first is the target. A login's password is none of
    /// them: it goes into `SIPDIAG_PASSWORD`.
    package var arguments: [String] {
        var arguments = [target]
        if let nameServer { arguments += ["--resolver", "\(nameServer)"] }
        for server in stunServers { arguments += ["--stun", "\(server)"] }
        for url in statusURLs { arguments += ["--status-url", url] }
        if let transport { arguments += ["--transport", transport] }
        if let caFile { arguments += ["--ca-file", caFile] }
        if let timeout { arguments += ["--timeout", timeout] }
        if let from { arguments += ["--from", from] }
        if let login { arguments += ["--auth-user", login.user] }
        if let ring { arguments += ["--ring", ring] }
        if let srtp { arguments += ["--srtp", srtp] }
        return arguments
    }
}
