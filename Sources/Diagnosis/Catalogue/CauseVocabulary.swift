/// The cause ids that scripts, dashboards and playbooks may hold on to: those of the contract's cause catalogue.
///
/// An id is `family.name`. The text of each cause lives in `Playbooks/causes/<family>.yaml`; an id without a text, or
/// a text without an id here, is an error of the knowledge.
package enum CauseVocabulary {
    package static let ids: Set<String> = [
        "dns.nxdomain", "dns.no-address", "dns.srv-target-unresolvable", "dns.service-refused", "dns.naptr-dangling",
        "dns.servfail", "dns.refused", "dns.resolver-timeout", "dns.dnssec-bogus", "dns.resolver-stale",
        "dns.srv-wrong-port", "dns.dead-target", "dns.srv-target-cname", "dns.resolver-filters",
        "dns.lame-delegation",

        "net.no-route", "net.local-firewall", "net.host-unreachable", "net.port-closed", "net.firewall-reject",
        "net.firewall-drop", "net.udp-blocked", "net.tcp-blocked", "net.source-port-filtered", "net.packet-loss",
        "net.fragments-dropped", "net.pmtu-black-hole", "net.sip-filtered", "net.intercepted",
        "net.answer-from-elsewhere", "net.ipv6-broken",

        "nat.sip-alg", "nat.symmetric", "nat.short-binding", "nat.cgnat", "nat.binding-lost", "nat.stun-unreachable",

        "provider.outage", "provider.maintenance", "provider.status-unreadable",

        "server.silent", "server.stalled", "server.overloaded", "server.banned", "server.unavailable", "server.error",
        "server.not-sip", "server.ignores-request",

        "auth.credentials-required", "auth.bad-credentials", "auth.algorithm-unsupported", "auth.nonce-loop",
        "auth.ip-not-allowed", "auth.not-permitted", "auth.caller-id-not-allowed", "auth.destination-not-permitted",
        "auth.limit-reached", "auth.account-blocked", "auth.nonce-not-shared",

        "callee.not-found", "callee.not-registered", "callee.no-response", "callee.busy", "callee.declined",
        "callee.blocked", "callee.moved", "callee.number-incomplete", "callee.no-answer",

        "call.ack-lost", "call.session-refresh-failed", "call.cancelled", "call.media-timeout", "call.glare",

        "media.codec-mismatch", "media.srtp-required", "media.srtp-unsupported", "media.no-inbound-rtp",
        "media.one-way", "media.private-address",

        "tls.certificate-expired", "tls.certificate-not-yet-valid", "tls.name-mismatch", "tls.self-signed",
        "tls.unknown-ca", "tls.incomplete-chain", "tls.protocol-too-old", "tls.not-tls",
        "tls.client-certificate-required", "tls.handshake-failed",

        "request.malformed", "request.not-acceptable", "request.method-not-allowed", "request.not-implemented",
        "request.too-large", "request.bad-extension", "request.extension-required", "request.session-interval",
        "request.registration-interval", "request.loop", "request.no-dialog", "request.identity-required",
    ]
}
