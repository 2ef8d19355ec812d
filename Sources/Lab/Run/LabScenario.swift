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

    init(_ plan: LabPlan) {
        target = plan.target
        nameServer = plan.names?.endpoint
        stunServers = plan.stun.map(\.endpoint)
        statusURLs = plan.pages.map { "http://\($0.endpoint)/" }
        transport = plan.transport
        timeout = plan.timeout
    }

    /// The command line that meets the fault: `sipdiag why` and these. The first is the target.
    package var arguments: [String] {
        var arguments = [target]
        if let nameServer { arguments += ["--resolver", "\(nameServer)"] }
        for server in stunServers { arguments += ["--stun", "\(server)"] }
        for url in statusURLs { arguments += ["--status-url", url] }
        if let transport { arguments += ["--transport", transport] }
        if let timeout { arguments += ["--timeout", timeout] }
        return arguments
    }
}
