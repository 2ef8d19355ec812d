/// The report's `outcome`, out of the fact group `call`.
extension Outcome {
    /// Nil where nothing was tried here.
    package init?(call: Finding) {
        let kinds: [String: Kind] = [
            "response": .response, "timeout": .timeout, "transport": .transport, "dns": .dns, "tls": .tls,
            "not_sip": .notSIP,
        ]
        guard let kind = kinds[call.outcome] else { return nil }
        self.init(kind)
        if case .number(let number)? = call.facts["code"], kind == .response { code = Int(exactly: number) }
        reason = call.text("reason")
        method = call.text("method")
        transport = call.text("transport")
        remote = call.text("remote")
        cancelledByUs = call.facts["cancelled_by_us"] == .flag(true)
    }
}

extension Finding {
    /// The value of a fact that is text.
    package func text(_ fact: String) -> String? {
        if case .text(let text)? = facts[fact] { text } else { nil }
    }

    /// The value of a fact that is a whole number.
    package func number(_ fact: String) -> Int? {
        if case .number(let number)? = facts[fact] { Int(exactly: number.rounded()) } else { nil }
    }
}
