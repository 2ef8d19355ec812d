import Diagnosis
import Net
import SIP
import TLS

/// The facts of a handshake, as the row of `tls.handshake` names them.
struct HandshakeFacts {
    private let handshake: Handshake
    private let hasCertificate: Bool
    /// Seconds since 1970.
    private let now: Int64

    init(_ handshake: Handshake, hasCertificate: Bool, now: Int64) {
        self.handshake = handshake
        self.hasCertificate = hasCertificate
        self.now = now
    }

    var values: [String: Value] {
        var facts: [String: Value] = ["remote": .text("\(handshake.remote)")]
        facts["connect_ms"] = handshake.exchange.connectMs.map { .number(Int($0.rounded())) }
        guard let reading = handshake.reading else {
            let way = handshake.exchange.facts
            for name in ["offender", "icmp"] { facts[name] = way[name] }
            return facts
        }
        facts["tls_ms"] = .number(Int(reading.elapsedMs.rounded()))
        facts["server_name"] = handshake.serverName.map { .text($0) }
        for more in [agreed(reading.facts), certificates(reading), failure(reading)] { facts.merge(more) { $1 } }
        return facts
    }

    private func agreed(_ seen: TLSFacts) -> [String: Value] {
        var facts: [String: Value] = [:]
        facts["version"] = seen.version.map { .text($0) }
        facts["cipher"] = seen.cipher.map { .text($0) }
        facts["key_exchange"] = seen.keyExchange.map { .text($0) }
        if seen.isCertificateRequested {
            facts["certificate_requested"] = .flag(true)
            facts["certificate_given"] = .flag(hasCertificate)
        }
        return facts
    }

    private func certificates(_ reading: TLSReading) -> [String: Value] {
        guard let own = reading.facts.chain.first else { return [:] }
        var facts: [String: Value] = [
            "not_before": .text(own.notBefore.day), "not_after": .text(own.notAfter.day),
            "days_left": .number(own.daysLeft(at: now)), "serial": .text(own.serial),
            "fingerprint": .text(own.fingerprint), "subject": .text(own.subject), "issuer": .text(own.issuer),
            "chain": .list(reading.facts.chain.first(20, describe)),
        ]
        facts["chain_ends"] = reading.facts.chain.map(\.notAfter).min().map { .text($0.moment.rfc3339) }
        if let identity = reading.identity {
            facts["names_wanted"] = .list(identity.wanted)
            facts["names_found"] = identity.found.isEmpty ? nil : .list(identity.found.first(50) { $0 })
            facts["strict"] = .flag(identity.isStrict)
            facts["lenient"] = .flag(identity.isLenient)
        }
        if reading.failure == nil {
            facts["verify"] = .text(verify(reading.facts.problems))
            let wrong = reading.faults.map { $0.words(reading.facts, reading.identity) }
            if !wrong.isEmpty { facts["problems"] = .list(wrong) }
        }
        return facts
    }

    private func failure(_ reading: TLSReading) -> [String: Value] {
        var facts: [String: Value] = [:]
        facts["alert"] = reading.facts.fatalAlert.map { .text("\($0)\($0.isSent ? ", sent by us" : "")") }
        facts["detail"] = reading.failure.map { .text($0.words) }
        facts["weak_version"] = handshake.weak?.version.map { .text($0) }
        facts["weak_cipher"] = handshake.weak?.cipher.map { .text($0) }
        facts["plain_sip"] = handshake.speaksPlainSIP.map { .flag($0) }
        if handshake.outcome == "not_tls" {
            let came = reading.facts.firstBytes
            facts["got"] = .text(came.isEmpty ? "nothing" : SafeText.decode(came))
        }
        return facts
    }

    private func describe(_ certificate: Certificate) -> String {
        "\(certificate.subject), issued by \(certificate.issuer), \(certificate.notBefore.day) to "
            + "\(certificate.notAfter.day), \(certificate.keyType) \(certificate.keyBits), "
            + "\(certificate.signatureAlgorithm), SHA-256 \(certificate.fingerprint)"
    }

    private func verify(_ problems: [VerifyProblem]) -> String {
        guard !problems.isEmpty else { return "ok" }
        return problems.map { "\($0.words) (\($0.code)) at depth \($0.depth)" }.joined(separator: "; ")
    }
}
