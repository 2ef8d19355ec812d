import Diagnosis
import Net

/// Places the call and ends it again.
package enum InviteProbe: Probe {
    package static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        Measurement("skipped", "No call was placed")
    }
}
