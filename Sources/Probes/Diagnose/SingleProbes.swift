import DNS
package import Diagnosis
import Net

/// What the commands measure that ask one question each; the trees beside judge what was found on the way.
extension Diagnoser {
    /// `options`: the name, and every address behind it.
    package func options() async -> Result {
        let (call, findings) = await place()
        let judgement = judge(call, findings, beside: call.outcome == "response")
        return Result(
            call: call, placed: call, judgement: judgement, findings: findings.filter { $0.test != "target" })
    }

    /// `invite`: one call.
    package func invite() async -> Result { await single(.invite) }

    /// `register`: the registrar's answer.
    package func register() async -> Result { await single(.register) }

    private func single(_ request: Request) async -> Result {
        // Trees look at the provider's page before they blame a server that answers 5xx, or stalls.
        let context = driver.context
        let page = Task { @NetActor in await context.run(TestRequest(test: "status.page")) }
        var (call, findings) = await place(request)
        findings.append(await page.value)
        guard call.outcome == "response" else {
            let judgement = judge(call, findings, beside: false)
            return Result(call: call, placed: call, judgement: judgement, findings: [call] + findings)
        }
        // What an answer means silent requests to the same server may tell; where none came, `why` looks for the reason.
        let main = await explain(inputs(call, findings), allowed: [.slow])
        let judgement = judge(call, findings, main: main, beside: true)
        return Result(
            call: call, placed: call, judgement: judgement,
            findings: Self.merge([call] + findings, main.map { [$0] } ?? []))
    }

    /// `reach`: the SIP ports over every transport, ports to compare with, the path itself, large requests, and loss.
    package func reach() async -> (result: Result, publishedBlocked: Bool) {
        let context = driver.context
        context.tracesAnsweredPaths = true
        let selected = await context.location().selectedTransport
        let others = [.udp, .tcp, .tls].filter { $0 != selected }.map { transport in
            TestRequest(test: "sip.options", parameters: ["transport": transport.rawValue])
        }
        let requests =
            others + [
                TestRequest(test: "reach.udp_control"),
                TestRequest(test: "reach.tcp", parameters: ["port": "sips"]),
                TestRequest(test: "reach.tcp", parameters: ["port": "https"]),
                TestRequest(test: "path.trace", parameters: ["transport": "udp"]),
                TestRequest(test: "path.trace", parameters: ["transport": "tcp"]),
                TestRequest(test: "path.size"),
                TestRequest(test: "path.loss"),
            ]
        let tasks = requests.map { request in Task { @NetActor in await context.run(request) } }
        var (call, findings) = await place()
        for task in tasks { findings.append(await task.value) }
        let main = await explain(inputs(call, findings))
        var sides: [Walk] = []
        for tree in ["beside-path", "size", "loss"] {
            sides.append(await driver.walk(tree, inputs: inputs(call, findings)))
        }
        let judgement = Judgement(library: driver.library, call: call, main: main, row: nil, beside: sides)
        let all = Self.merge(findings.filter { $0.test != "target" }, (main.map { [$0] } ?? []) + sides)
        return (
            Result(call: call, placed: call, judgement: judgement, findings: all),
            publishedBlocked: isPublishedBlocked(findings, call)
        )
    }

    /// `tls`: the handshake, and an OPTIONS through it.
    package func handshake() async -> Result {
        let context = driver.context
        let handshake = Task { @NetActor in await context.run(TestRequest(test: "tls.handshake")) }
        let (call, placed) = await place()
        let findings = await placed + [handshake.value]
        let main = await explain(inputs(call, findings))
        let beside = await driver.walk("beside-tls", inputs: inputs(call, findings))
        let judgement = Judgement(library: driver.library, call: call, main: main, row: nil, beside: [beside])
        let all = Self.merge(findings.filter { $0.test != "target" }, (main.map { [$0] } ?? []) + [beside])
        return Result(call: call, placed: call, judgement: judgement, findings: all)
    }

    /// `status`: what the provider's page says.
    package func statusPage() async -> (page: Finding, judgement: Judgement) {
        let page = await driver.context.run(TestRequest(test: "status.page"))
        let judgement = Judgement(
            library: driver.library, call: nil, main: nil, row: nil, beside: replay(["beside-status"], [page]))
        return (page, judgement)
    }

    /// What a walk knows at its beginning.
    func inputs(_ call: Finding, _ findings: [Finding]) -> [String: Finding] {
        var inputs = ["call": call]
        inputs["target"] = findings.first { $0.test == "target" }
        return inputs
    }

    /// Walks the tree that explains the failure, and measures what it needs.
    /// - Parameter allowed: the effects that a measurement may have; nil: what the run's own call allows.
    func explain(_ inputs: [String: Finding], allowed: Set<TestDefinition.Effect>? = nil) async -> Walk? {
        guard let call = inputs["call"], let tree = TreeChoice.main(for: call, target: nil, in: driver.library) else {
            return nil
        }
        return await driver.walk(tree.id.value, inputs: inputs, allowed: allowed)
    }

    /// Sends the request that the run is about.
    func place(_ request: Request = .options) async -> (call: Finding, findings: [Finding]) {
        let context = driver.context
        let target = TargetFinding.state(context)
        let location = await context.run(TestRequest(test: "dns.locate"))
        let sent = await context.run(TestRequest(test: request.test))
        let call = CallFinding.state(sent, method: request.rawValue, location: location)
        return (call, (target.map { [$0] } ?? []) + [location, sent])
    }

    /// What a run may be about.
    enum Request: String {
        case options = "OPTIONS"
        case invite = "INVITE"
        case register = "REGISTER"

        var test: String { "sip.\(rawValue.lowercased())" }
    }

    /// Judges what was measured, and measures nothing more.
    /// - Parameter main: the walk that explains the failure, where it was taken already.
    func judge(_ call: Finding, _ findings: [Finding], main: Walk? = nil, beside: Bool) -> Judgement {
        let known = findings + [call]
        let sides =
            beside ? replay(driver.library.playbooks(forSymptom: TreeChoice.beside).map(\.id.value), known) : []
        let tree = TreeChoice.main(for: call, target: nil, in: driver.library)
        let main = main ?? tree.flatMap { replay([$0.id.value], known).first }
        let row = CodeMeaning.row(for: call, findings.first { $0.test == "target" }, main, driver.library)
        return Judgement(library: driver.library, call: call, main: main, row: row, beside: sides)
    }

    /// Walks trees over what was measured.
    func replay(_ trees: [String], _ findings: [Finding]) -> [Walk] {
        // The causes' texts name the target in commands to type; without one the reader puts it in.
        let target =
            TargetFinding.state(driver.context)
            ?? Finding(
                id: "target", test: "target", outcome: "given", status: .pass, title: "",
                facts: ["uri": .text("TARGET"), "host": .text("TARGET")])
        return trees.map { tree in
            Replay.walk(
                tree, library: driver.library, catalogue: ProbeRegistry.catalogue, findings: findings + [target],
                answers: driver.answers)
        }
    }

    /// Another transport that DNS publishes gets no SIP answer.
    private func isPublishedBlocked(_ findings: [Finding], _ call: Finding) -> Bool {
        guard case .list(let published)? = findings.first(where: { $0.test == "dns.locate" })?.facts["published"] else {
            return false
        }
        return published.contains { transport in
            transport != call.text("transport")
                && findings.contains { $0.id == "sip.options.\(transport)" && $0.outcome != "answered" }
        }
    }
}
