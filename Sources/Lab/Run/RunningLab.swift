package import Net
import TLS

/// A fault being played: servers on loopback, until `stop()`.
@NetActor
package final class RunningLab {
    package let scenario: LabScenario
    package let block: AddressBlock
    private let servers: [any LabServer]
    private let reservation: any DatagramSocket
    /// Stays as long as the lab runs.
    private var authority: TemporaryFile?

    private init(
        _ scenario: LabScenario, on block: AddressBlock, _ servers: [any LabServer],
        _ reservation: any DatagramSocket, _ authority: TemporaryFile?
    ) {
        self.scenario = scenario
        self.block = block
        self.servers = servers
        self.reservation = reservation
        self.authority = authority
    }

    isolated deinit {
        stop()
    }

    private static let maximumAttempts = 8
    /// Blocks are taken one after the other from a random one on: labs of one process do not meet.
    private static var lastBlock = AddressBlock.random()

    /// Sets the fault up on free addresses.
    package static func start(_ fault: LabFault, network: any Network) async throws(LabProblem) -> RunningLab {
        var attempt = 1
        while true {
            do throws(LabProblem) {
                lastBlock = AddressBlock(lastBlock.number &+ 1)
                return try await start(fault, on: lastBlock, network)
            } catch {
                guard error.isTaken, attempt < maximumAttempts else { throw error }
                attempt += 1
            }
        }
    }

    /// Sets the fault up on the addresses given.
    package static func start(
        _ fault: LabFault, on block: AddressBlock, _ network: any Network
    ) async throws(LabProblem) -> RunningLab {
        let reservation: any DatagramSocket
        switch network.openDatagramSocket(at: block.reservation) {
        case .success(let socket): reservation = socket
        case .failure(let error): throw .cannotListen(block.reservation, error)
        }
        let plan = fault.plan(block)
        var servers: [any LabServer] = []
        let authority: TemporaryFile?
        do throws(LabProblem) {
            for sip in plan.sip { servers.append(try await SIPServer.start(sip, on: network)) }
            for calls in plan.calls { servers.append(try CallServer.start(calls, on: network)) }
            for names in (plan.names.map { [$0] } ?? []) + plan.authorities {
                servers.append(try NameServer.start(names, on: network))
            }
            for stun in plan.stun { servers.append(try STUNServer.start(stun, on: network)) }
            for page in plan.pages { servers.append(try StatusPageServer.start(page, on: network)) }
            authority = plan.hasTLS ? try authorityFile() : nil
        } catch {
            for server in servers { server.stop() }
            reservation.close()
            throw error
        }
        return RunningLab(
            LabScenario(plan, caFile: authority?.path), on: block, servers, reservation, authority)
    }

    /// What the lab's callees know of the calls.
    package var book: CallBook {
        var book = CallBook()
        book.calls = servers.flatMap { ($0 as? CallServer)?.book.calls ?? [] }
        return book
    }

    private static func authorityFile() throws(LabProblem) -> TemporaryFile {
        let pem: String
        do {
            pem = PEM.certificate(try LabAuthority.shared.get().root.certificate)
        } catch {
            throw .cannotForge("\(error)")
        }
        do {
            return try TemporaryFile(Array(pem.utf8), suffix: ".pem")
        } catch {
            throw .cannotWrite(error)
        }
    }

    /// Closes every socket at once, and removes what the lab wrote.
    package func stop() {
        for server in servers { server.stop() }
        reservation.close()
        authority = nil
    }
}
