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
        facts["vendor_error"] = vendorErrors.first.map { .text($0) }
        facts["min_expires_s"] = minExpires.map { .number($0) }
        return facts
    }

    /// Error numbers that makers have headers of their own for: `32201 Authentication failure …` of Twilio, and
    /// Microsoft's `1008;reason="…"` ([MS-OCER]).
    private var vendorErrors: [String] {
        ["X-Twilio-Error", "ms-diagnostics"].flatMap(values(named:)).filter { !$0.isEmpty }
    }
}
