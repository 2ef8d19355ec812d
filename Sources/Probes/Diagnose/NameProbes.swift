import Diagnosis
import Net

/// What `dns` measures beyond the location itself.
extension Diagnoser {
    /// `dns`: where RFC 3263 leads, what each target there says, and what is remarkable about the records.
    package func location() async -> Result {
        let context = driver.context
        let requests = ["dns.audit", "dns.authority", "dns.targets"].map { TestRequest(test: $0) }
        let tasks = requests.map { request in Task { @NetActor in await context.run(request) } }
        let (call, placed) = await place()
        var findings = placed
        for task in tasks { findings.append(await task.value) }
        let main = await explain(inputs(call, findings))
        let known = Self.merge(findings, main.map { [$0] } ?? [])
        var beside: [Walk] = []
        if call.outcome == "response" {
            let trees = driver.library.playbooks(forSymptom: TreeChoice.beside).map(\.id.value) + ["published-targets"]
            beside = replay(trees, known + [call])
        }
        let judgement = Judgement(library: driver.library, call: call, main: main, row: nil, beside: beside)
        return Result(
            call: call, placed: call, judgement: judgement, findings: known.filter { $0.test != "target" })
    }
}
