import Net
import SIP

/// The server looks at the host of the request URI, and serves one host alone.
enum DomainFaults {
    static let all: [LabFault] = [
        LabFault(
            "domain-not-its-address", "The server serves its domain, and is called by its address",
            cause: "callee.not-found", .fails,
            story: "What has the server's address in the place of the domain gets 404, whoever it is for."
        ) { block in
            var plan = plan(block, hosts: [LabPlan.domain])
            plan.from = "sip:alice@\(LabPlan.domain)"
            return plan
        },

        LabFault(
            "domain-forbidden-address", "The server forbids what is for its address", cause: "callee.not-found", .fails,
            story: "A proxy relays for its own domain alone: 403 to all else, its own address included."
        ) { block in
            var plan = plan(block, hosts: [LabPlan.domain], foreign: SIPReply(403))
            plan.from = "sip:alice@\(LabPlan.domain)"
            return plan
        },

        LabFault(
            "domain-unknown", "The server does not know the domain that leads to it", cause: "callee.not-found",
            .fails, story: "DNS leads from the domain to a server that serves its own address alone."
        ) { block in
            let address = block.address(1)
            var plan = LabPlan.domain(block, [.address("@", address)])
            plan.target = "sip:\(CallFaults.callee)@\(LabPlan.domain)"
            plan.calls = Self.plan(block, hosts: ["\(address)"]).calls
            return plan
        },
    ]

    private static func plan(
        _ block: AddressBlock, hosts: Set<String>, foreign: SIPReply = SIPReply(404)
    ) -> LabPlan {
        var plan = CallFaults.plan(block, CallFaults.answering())
        plan.calls[0].hosts = hosts
        plan.calls[0].foreign = foreign
        return plan
    }
}
