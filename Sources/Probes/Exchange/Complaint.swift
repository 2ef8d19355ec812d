import Diagnosis
import SIP

/// Why a server refuses, as its answer tells: facts of every request that may be refused.
extension Message {
    var complaint: [String: Value] {
        var facts: [String: Value] = ["says": .text(says)]
        if let warning = warnings.first {
            facts["warning"] = .number(warning.code)
            facts["warning_agent"] = .text(warning.agent)
            facts["warning_text"] = .text(warning.text)
        }
        facts["min_expires_s"] = minExpires.map { .number($0) }
        return facts
    }
}
