import Net
import Probes
import Service
import Settings

/// The file of `sipdiag exporter`, read with what this host and the protocols know.
struct ExporterFile: Sendable {
    let plan: ExporterPlan
    /// Whom each module may ask.
    private let patterns: [String: [TargetPattern]]

    init(_ path: String) throws(SettingsProblem) {
        plan = try ExporterPlan(
            file: path, try CheckFile.bytes(of: path), home: SettingPaths.home(Environment.value),
            rules: ExporterRules(values: .ofChecks, target: Self.problem))
        // The reader has found them sound.
        patterns = Dictionary(uniqueKeysWithValues: plan.modules.map { ($0.name, $0.targets.compactMap(Self.pattern)) })
    }

    /// What one scrape asks.
    /// - Throws: what the scraper is told.
    @Sendable func check(_ name: String, _ text: String?) throws(HTTPAnswer) -> Check {
        guard let module = plan.modules.first(where: { $0.name == name }) else {
            let names = plan.modules.map(\.name).joined(separator: ", ")
            throw .text(400, "there is no such module; there are \(names)")
        }
        let target = try target(of: module, text)
        let item = module.item(toward: target?.text)
        if let problem = CheckFile.problem(item) { throw .text(400, problem) }
        do {
            return try Check(item)
        } catch {
            throw .text(503, "the module \(name) cannot be used any more: \(error)")
        }
    }

    private func target(of module: ExporterModule, _ text: String?) throws(HTTPAnswer) -> Target? {
        guard let text, !text.isEmpty else {
            guard module.probe.needsTarget else { return nil }
            throw .text(400, "name the target: /probe?module=\(module.name)&target=sip.example.com")
        }
        guard module.probe != .status else {
            throw .text(400, "the module \(module.name) is about a status page and asks no target")
        }
        let target: Target
        do throws(TargetProblem) {
            target = try Target(text)
        } catch {
            throw .text(400, "\(error)")
        }
        guard patterns[module.name, default: []].contains(where: { $0.allows(target) }) else {
            throw .text(
                403,
                "the module \(module.name) may not ask this target: its file allows others. A pattern lets HOST "
                    + "or HOST:PORT in; anything longer stands in the file as it is asked for")
        }
        return target
    }

    @Sendable private static func problem(_ text: String) -> String? {
        do throws(TargetPatternProblem) {
            _ = try TargetPattern(text)
            return nil
        } catch {
            return error.description
        }
    }

    private static func pattern(_ text: String) -> TargetPattern? { try? TargetPattern(text) }
}
