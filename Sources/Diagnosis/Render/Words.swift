extension Verdict {
    /// The word that opens the first line.
    var headline: String { rawValue.uppercased() }

    /// The word that opens the last line.
    var word: String {
        switch self {
        case .ok: "OK"
        case .warning: "WARN"
        case .critical: "FAIL"
        case .unknown: "UNKNOWN"
        }
    }

    var paint: Style.Paint {
        switch self {
        case .ok: .good
        case .warning: .warning
        case .critical: .bad
        case .unknown: .unsure
        }
    }
}

extension Finding.Status {
    var word: String {
        switch self {
        case .pass: "OK"
        case .warn: "WARN"
        case .fail: "FAIL"
        case .skip: "SKIP"
        case .unknown: "UNKNOWN"
        }
    }

    var paint: Style.Paint {
        switch self {
        case .pass: .good
        case .warn: .warning
        case .fail: .bad
        case .skip: .faint
        case .unknown: .unsure
        }
    }

    /// The word of a count: `2 failed`.
    var counted: String {
        switch self {
        case .pass: "ok"
        case .warn: "with a warning"
        case .fail: "failed"
        case .skip: "skipped"
        case .unknown: "unknown"
        }
    }
}

extension Owner {
    var phrase: String {
        switch self {
        case .you: "you"
        case .network: "network: whoever runs the network or the firewall on the way"
        case .pbx: "pbx: whoever runs the phone system"
        case .provider: "provider: the provider's support"
        case .callee: "callee: the called side"
        case .dns: "dns: whoever runs the domain's name service"
        case .nobody: "nobody: there is nothing to repair"
        }
    }
}

extension Outcome {
    var phrase: String {
        switch kind {
        case .response:
            [code.map { "\($0)" }, reason.map { SafeText.safe($0) }, cancelledByUs ? "(cancelled by us)" : nil]
                .compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
        case .timeout: "no answer"
        case .dns: "DNS failed"
        case .transport: "transport failed"
        case .tls: "TLS failed"
        case .notSIP: "the answer is not SIP"
        }
    }
}
