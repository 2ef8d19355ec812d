package import Net
import STUN

/// A STUN server over UDP.
@NetActor
package final class STUNServer: LabServer {
    package struct Plan: Sendable {
        package var endpoint: Endpoint
        package var behavior: Behavior

        package init(_ endpoint: Endpoint, _ behavior: Behavior) {
            self.endpoint = endpoint
            self.behavior = behavior
        }
    }

    package enum Behavior: Sendable {
        /// Nothing listens: the kernel answers for it by ICMP.
        case closed
        case silent
        /// Says where the request came from, or with `as` what a server behind a NAT would see.
        case answers(as: SeenAs? = nil)
        /// This error to every request.
        case fails(code: Int, reason: String)
    }

    private let scope: ServerScope

    private init(_ network: any Network) {
        scope = ServerScope(network)
    }

    package static func start(_ plan: Plan, on network: any Network) throws(LabProblem) -> STUNServer {
        let server = STUNServer(network)
        switch plan.behavior {
        case .closed: try PortCheck.udpIsFree(plan.endpoint, network)
        case .silent: try server.scope.receive(at: plan.endpoint) { _, _ in }
        case .answers(let seenAs): try server.open(plan.endpoint, seenAs: seenAs, error: nil)
        case .fails(let code, let reason):
            try server.open(plan.endpoint, seenAs: nil, error: ErrorCode(code, reason))
        }
        return server
    }

    package func stop() {
        scope.close()
    }

    private func open(_ endpoint: Endpoint, seenAs: SeenAs?, error: ErrorCode?) throws(LabProblem) {
        try scope.receive(at: endpoint) { datagram, socket in
            let mapped = seenAs?.mapping(of: datagram.from) ?? datagram.from
            guard case .message(let request) = STUNMessage.parse(datagram.bytes),
                let address = TransportAddress(bytes: mapped.address.bytes, port: mapped.port)
            else { return }
            let response = BindingResponse(mapped: address, software: "sipdiag lab", error: error)
            guard let bytes = response.answer(to: request) else { return }
            _ = await socket.send(bytes, to: datagram.from)
        }
    }
}
