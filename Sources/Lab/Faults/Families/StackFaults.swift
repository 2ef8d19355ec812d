import SIP

/// Software that is known by its Server header, and says in its own way why it takes no call. OPTIONS it answers.
enum StackFaults {
    static let all: [LabFault] = [
        fault(
            "stack-asterisk", 404, "Not Found", "callee.not-found", "Asterisk PBX 20.9.2",
            "An Asterisk has no extension for the number",
            story: "404 without Reason: the call found no place in the dialplan, and no channel was made."),
        fault(
            "stack-freeswitch", 503, "Maximum Calls In Progress", "server.overloaded", "FreeSWITCH-mod_sofia/1.10.11",
            "A FreeSWITCH has no session left", [Header(.retryAfter, "300")],
            story: "503 with words of its own: its limit of sessions, or of sessions a second, is reached."),
        fault(
            "stack-kamailio", 404, "Not Found", "callee.not-registered", "kamailio (5.7.4 (x86_64/linux))",
            "A Kamailio has no registration of the callee",
            story: "404, and not 480: so says its default configuration of a user whose phone is away."),
        fault(
            "stack-opensips", 403, "Relay Forbidden", "callee.not-found", "OpenSIPS (3.4.5 (x86_64/linux))",
            "An OpenSIPS does not serve the domain",
            story: "403 with words of its own: neither caller nor callee is of a domain that it serves."),
        fault(
            "stack-cisco", 488, "Not Acceptable Media", "media.codec-mismatch", "Cisco-SIPGateway/IOS-17.9.4",
            "A Cisco gateway finds no codec in common", [Header(.reason, "Q.850;cause=65")],
            story: "488 with Q.850 cause 65: the two legs have no codec in common, and nothing transcodes."),
        fault(
            "stack-teams", 403, "Forbidden", "auth.ip-not-allowed", "Microsoft.PSTNHub.SIPProxy v.2024.1.10.1",
            "Teams does not know the name in Contact",
            [Header(.reason, #"Q.850;cause=63;text="Provided Trunk FQDN '192.0.2.7' is not allowed.""#)],
            story: "403 that tells in Reason: Contact holds an address, and not the name of the certificate."),
        fault(
            "stack-twilio", 403, "Forbidden", "auth.caller-id-not-allowed", "Twilio Gateway",
            "Twilio does not take the caller's number", [Header("X-Twilio-Error", "32204 Invalid Caller ID")],
            story: "403 with Twilio's own header: the number in From is none of the account."),
        fault(
            "stack-telnyx", 403, "Caller Origination Number is Invalid D35", "auth.caller-id-not-allowed",
            "Telnyx SIP Proxy", "Telnyx does not take the caller's number",
            story: "403 with a code at the end of its phrase: the number in From is not in E.164."),
    ]

    private static func fault(
        _ id: String, _ code: Int, _ phrase: String, _ cause: String, _ server: String, _ title: String,
        _ headers: [Header] = [], story: String
    ) -> LabFault {
        var refusal = SIPReaction([SIPReply(code, [Header(.server, server)] + headers)])
        refusal.disguise = .reason(Array(phrase.utf8))
        let behavior = SIPBehavior.answers(SIPAnswers([.invite: refusal], others: .ok))
        return LabFault(id, title, cause: cause, .fails, story: story) { block in
            .server(block, udp: behavior, tcp: behavior, user: "bob")
        }
    }
}
