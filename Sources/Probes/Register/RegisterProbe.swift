import Diagnosis
import Net

/// Asks the registrar for the bindings of an address of record.
package enum RegisterProbe: Probe {
    package static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        Measurement("skipped", "The registrar was not asked")
    }
}
