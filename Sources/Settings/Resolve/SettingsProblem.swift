import YAML

/// Why settings cannot be used, for people: several lines where a file has several faults.
package struct SettingsProblem: Error, Equatable, CustomStringConvertible {
    package var description: String

    package init(_ description: String) { self.description = description }

    /// The first faults of a file; a slip that is repeated a thousand times is told often enough by then.
    init(_ failure: YAMLFailure, in bytes: [UInt8]) {
        let problems = failure.problems.sorted { $0.mark < $1.mark }
        let shown = YAMLFailure(file: failure.file, problems: Array(problems.prefix(Self.limit)))
        let more = problems.count - shown.problems.count
        description = shown.rendered(bytes) + (more > 0 ? "\nand \(more) more" : "")
    }

    private static let limit = 50
}
