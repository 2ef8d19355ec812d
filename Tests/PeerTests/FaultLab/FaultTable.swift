import Foundation

/// All results as a table, and the totals below it.
struct FaultTable {
    var results: [FaultResult]

    /// A gap counts, what was skipped does not.
    private var counted: [FaultResult] { results.filter { $0.mark != .skipped } }

    func count(_ mark: FaultResult.Mark) -> Int { results.count { $0.mark == mark } }

    var percentRight: Double { counted.isEmpty ? 0 : Double(count(.right)) * 100 / Double(counted.count) }
    var wrongAndCertain: [FaultResult] { results.filter(\.isWrongAndCertain) }
    var falseAlarms: [FaultResult] { results.filter(\.isFalseAlarm) }

    var text: String {
        let head = ["fault", "expected", "said", "confidence", "time", "packets", ""]
        let rows = results.map { result in
            [
                result.fault.name, result.fault.expect.cause ?? "none",
                result.judgement == nil ? "–" : result.said ?? "none", result.first?.confidence ?? "",
                seconds(result.seconds), "\(result.packets)", remark(on: result),
            ]
        }
        let widths = head.indices.dropLast().map { column in
            ([head] + rows).map { $0[column].count }.max() ?? 0
        }
        let lines = ([head] + rows).map { row in
            zip(row, widths + [0]).map { $0.0.padding($0.1) }.joined(separator: "  ")
        }
        return (lines + [""] + totals).joined(separator: "\n")
    }

    private var totals: [String] {
        let times = counted.map(\.seconds).sorted()
        let packets = counted.map(\.packets).sorted()
        let healthy = results.count { $0.fault.isHealthy }
        return [
            "\(results.count - healthy) faults, \(healthy) healthy networks: "
                + "\(count(.right)) right (\(String(format: "%.1f", percentRight)) %), "
                + "\(count(.notFirst)) right but not first, \(count(.differs)) right with something else wrong, "
                + "\(count(.wrong)) wrong, \(count(.gap)) known gaps, \(count(.failed)) failed, "
                + "\(count(.skipped)) skipped",
            "wrong and certain: \(wrongAndCertain.count); false alarms on healthy networks: \(falseAlarms.count)",
            "time to verdict: median \(seconds(times.median)), worst \(seconds(times.last ?? 0)); packets sent: "
                + "median \(packets.median), worst \(packets.last ?? 0)",
        ]
    }

    private func remark(on result: FaultResult) -> String {
        switch result.mark {
        case .right: result.fault.knownGap == nil ? "" : "right: the gap has closed"
        case .gap: "gap: \(result.fault.knownGap ?? "")"
        default: "\(result.mark.rawValue.uppercased()): \(result.complaint ?? result.error ?? "")"
        }
    }

    private func seconds(_ value: Double) -> String { String(format: "%.1f s", value) }
}

extension String {
    fileprivate func padding(_ width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}

extension [Double] {
    fileprivate var median: Double { isEmpty ? 0 : self[count / 2] }
}

extension [Int] {
    fileprivate var median: Int { isEmpty ? 0 : self[count / 2] }
}
