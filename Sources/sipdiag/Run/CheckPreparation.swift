import ArgumentParser
import Diagnosis
import Probes
import Service
import Settings

extension Check {
    /// - Throws: what of the item cannot be used any more since the file was found sound.
    init(_ item: CheckItem) throws {
        var options = item.options.addressing
        options.resolver = item.options.text(.resolver)
        options.stun = item.options.list(.stun)
        options.statusURLs = item.options.list(.statusURL)
        options.canaries = item.options.list(.canary)
        options.from = item.options.text(.from)
        options.local = item.options.text(.local)
        options.caFile = item.options.text(.caFile)
        options.certificateFile = item.options.text(.cert)
        options.keyFile = item.options.text(.key)
        options.isInsecure = item.options.flag(.insecure)
        if let timeout = item.options.milliseconds(.timeout) { options.timeoutMs = timeout }
        if item.probe == .tls, options.transport == nil { options.transport = "tls" }
        let target = try item.target.map { try Target($0) }
        var settings = try ProbeSettings(options)
        settings.call.isAllowed = item.probe == .invite
        if let file = item.options.text(.passwordFile) {
            var credentials = CredentialOptions()
            credentials.authUser = item.options.text(.authUser)
            credentials.passwordFile = file
            settings.credentials = try credentials.credentials(for: settings.user ?? target?.user, mayAsk: false)
        }
        self.init(
            name: item.label, inquiry: item.probe.inquiry, target: target, settings: settings,
            expected: item.options.text(.expect).flatMap(ExpectedCodes.init), thresholds: item.terms.thresholds,
            every: item.terms.everyMs.map { $0 / 1000 })
        expectation = Expectation(nat: item.terms.nat, addresses: item.terms.dns)
    }
}

extension CheckProbe {
    fileprivate var inquiry: Inquiry {
        switch self {
        case .options: .options
        case .register: .register
        case .invite: .invite
        case .dns: .dns
        case .tls: .tls
        case .nat: .nat(lifetime: false)
        case .status: .status
        }
    }
}

extension CheckTerms {
    fileprivate var thresholds: [Threshold] {
        [
            rttMs.map { Threshold("rtt", most: $0, per: 1000) }, lossPercent.map { Threshold("loss", most: $0) },
            certificateDays.map { limits in
                Threshold(
                    "certificate_days", warning: limits.warning.map { ThresholdRange(from: $0) },
                    critical: limits.critical.map { ThresholdRange(from: $0) })
            },
        ].compactMap(\.self)
    }
}

extension Threshold {
    /// - Parameter divisor: of the file's unit in the measure's.
    fileprivate init(_ measure: String, most limits: CheckLimits, per divisor: Double = 1) {
        self.init(
            measure, warning: limits.warning.map { ThresholdRange(upTo: $0 / divisor) },
            critical: limits.critical.map { ThresholdRange(upTo: $0 / divisor) })
    }
}
