package import Diagnosis
package import Net

/// The whole of `why` on live sockets: places the call, walks the trees, names the causes.
@NetActor
package struct Diagnoser {
    let driver: WalkDriver
    private var context: ProbeContext { driver.context }
    private var library: Library { driver.library }

    package init(_ driver: WalkDriver) {
        self.driver = driver
    }

    /// What a run found and how it is judged.
    package struct Result: Sendable {
        /// What is explained: the request that this run placed, or a failure seen elsewhere.
        package var call: Finding
        /// The request that this run placed: the verdict follows it.
        package var placed: Finding
        package var judgement: Judgement
        package var findings: [Finding]

        /// What was asked and what came back.
        package var sentence: String { call == placed ? call.title : "\(call.title); now \(placed.title)" }
    }

    /// Diagnoses the path to the target now.
    /// - Parameter seen: a failure seen elsewhere (`why 408 TARGET`); nil: the run's own request is the call.
    package func run(seen: Finding? = nil) async -> Result {
        startAhead()
        let (placed, findings) = await place(context.mayCall && seen == nil ? .invite : .options)
        let call = seen.map { CallFinding.state($0, metNow: placed) } ?? placed
        let (result, wantsCall) = await explain(call, placed, findings)
        guard await mayCall(wantsCall) else { return result }
        context.isCallAllowed = true
        let (invite, answers) = await place(.invite)
        // What the person's own call meets explains more than a code that was seen elsewhere.
        let target = findings.first { $0.test == "target" }
        let isMet = invite.outcome != "unknown" && TreeChoice.main(for: invite, target: target, in: library) != nil
        let again = isMet ? invite : seen.map { CallFinding.state($0, metNow: invite) } ?? invite
        return await explain(again, invite, findings + answers).result
    }

    /// Walks every tree that a call concerns.
    /// - Returns: also whether the main tree would have placed a call.
    func explain(
        _ call: Finding, _ placed: Finding, _ findings: [Finding]
    ) async -> (result: Result, wantsCall: Bool) {
        let target = findings.first { $0.test == "target" }
        var inputs = ["call": call]
        inputs["target"] = target
        let tree = TreeChoice.main(for: call, target: target, in: library)
        let beside = library.playbooks(forSymptom: TreeChoice.beside).map(\.id.value)
        let side = beside.map { id in Task { @NetActor in await driver.walk(id, inputs: inputs) } }
        let main: Walk? = if let tree { await driver.walk(tree.id.value, inputs: inputs) } else { nil }
        var walks: [Walk] = []
        for task in side { walks.append(await task.value) }

        let judgement = Judgement(
            library: library, call: call, target: target, main: main,
            row: CodeMeaning.row(for: call, target, main, library), beside: walks)
        let measured = (main.map { [$0] } ?? []) + walks
        let result = Result(
            call: call, placed: placed, judgement: judgement, findings: Self.merge([call] + findings, measured))
        return (result, main?.refused.isEmpty == false)
    }

    /// Whether a person allows the call for which a walk waits; where nobody may be called nobody is asked.
    private func mayCall(_ isWanted: Bool) async -> Bool {
        guard isWanted, !context.hasEnded, context.couldCall else { return false }
        if let answer = driver.answers[GuideStep.consentID] { return answer == "yes" }
        guard let consent = driver.consent else { return false }
        return await context.wait { await consent() }
    }

    /// Starts the silent measurements of the no-response tree and of the trees beside it together with the call.
    private func startAhead() {
        let inputs = TargetFinding.state(context).map { ["target": $0] } ?? [:]
        let trees =
            library.playbooks(forSymptom: TreeChoice.noResponse) + library.playbooks(forSymptom: TreeChoice.beside)
        let requests = trees.flatMap { tree in
            Walk.testsAhead(
                library: library, playbook: tree.id.value, catalogue: ProbeRegistry.catalogue,
                inputs: inputs)
        }
        for request in requests { Task { @NetActor in await context.run(request) } }
    }

    /// Each finding once, in the order in which it was measured; the walk's alias wins.
    static func merge(_ first: [Finding], _ walks: [Walk]) -> [Finding] {
        var merged: [Finding] = []
        for finding in first + walks.flatMap(\.findings) {
            if let index = merged.firstIndex(where: { $0.id == finding.id }) {
                merged[index].alias = merged[index].alias ?? finding.alias
            } else {
                merged.append(finding)
            }
        }
        return merged
    }
}

/// What the code of an answer says where no tree explains it.
package enum CodeMeaning {
    package static func row(for call: Finding, _ target: Finding?, _ main: Walk?, _ library: Library) -> CodeRow? {
        guard let code = call.number("code"), TreeChoice.isFailure(code, of: call, target),
            main == nil || call.outcome == "unknown" && isSurelySent(code)
        else { return nil }
        return library.row(forCode: code)
    }

    /// Some server sent a code that was seen elsewhere: what stands in the way now is not all of its story. Phones make
    /// up 408 and codes of class 5xx themselves (RFC 3261 8.1.3.1).
    private static func isSurelySent(_ code: Int) -> Bool { code != 408 && code / 100 != 5 }
}
