import SIP

/// The server answers, and refuses: a code, and the cause that it speaks for.
enum CodeFaults {
    static let all: [LabFault] =
        [
            fault(
                "overloaded", 503, "The server is overloaded and says when to come back", "server.overloaded",
                "503 with Retry-After: the server has too much to do.", [Header(.retryAfter, "30")]),
            fault(
                "unavailable", 503, "The server answers 503", "server.unavailable",
                "503 without Retry-After: something behind the server is down."),
            fault(
                "server-error", 500, "The server answers 500", "server.error",
                "500: the server has received the request and fails to handle it."),
            fault(
                "request-timeout-received", 408, "A 408 that a server has sent", "callee.no-response",
                "408 arrives as an answer: the path to the server is open, and the device behind it is silent."),
            fault(
                "stale-date", 403, "A verifier of signed calls has another time", "request.identity-required",
                "403 with the words Stale Date (RFC 8224): the server's clock stands at the year 2000.",
                [
                    Header(.warning, #"399 lab "Stale Date""#), Header(.date, "Sat, 01 Jan 2000 00:00:00 GMT"),
                ]),
            fault(
                "network-blocked", 603, "A carrier blocks the call and says so", "callee.blocked",
                "603+ (ATIS-1000099): Reason tells that analytics has blocked the call, and where to object.",
                [Header(.reason, #"Q.850;cause=21;text="v=analytics1;url=https://filter.lab.sipdiag.test""#)]),
        ]
        + table.map { code, cause, title, story, headers in
            fault("code-\(code)", code, title, cause, story, headers)
        }

    private static let challenge = #"Digest realm="lab.sipdiag.test", nonce="bGFi", algorithm=MD5, qop="auth""#

    private static let table: [(Int, String, String, String, [Header])] = moved + refused

    /// Where a redirection leads: to nobody who serves, or nowhere.
    private static let moved: [(Int, String, String, String, [Header])] = [
        (300, "callee.moved", "The server offers a choice of places", "300: two places, and none serves.", places),
        (301, "callee.moved", "The number has moved for good", "301: the new place does not serve.", [places[0]]),
        (302, "callee.moved", "The number has moved for now", "302: the new place does not serve.", [places[0]]),
        (305, "callee.moved", "The call must go by another proxy", "305: that proxy does not serve.", [places[0]]),
        (380, "callee.moved", "Another service is offered in the call's place", "380: and no place is named.", []),
    ]

    /// Addresses of this host that no lab uses: nothing listens there.
    private static let places = ["127.0.0.2:9", "127.0.0.3:9"].map { Header(.contact, "<sip:bob@\($0)>") }

    private static let refused: [(Int, String, String, String, [Header])] = [
        (
            401, "auth.credentials-required", "The registrar asks for a password", "401 with a Digest challenge.",
            [Header(.wwwAuthenticate, challenge)]
        ),
        (
            407, "auth.credentials-required", "The proxy asks for a password", "407 with a Digest challenge.",
            [Header(.proxyAuthenticate, challenge)]
        ),
        (
            403, "auth.ip-not-allowed", "The provider forbids the call",
            "403 without a challenge: this address is not on the list of those that may call.", []
        ),
        (404, "callee.not-found", "There is nobody under this number", "404: the user is not known.", []),
        (
            480, "callee.not-registered", "No phone is registered for this number",
            "480: the user is known and has no device.", []
        ),
        (484, "callee.number-incomplete", "The number is too short", "484: digits are missing.", []),
        (486, "callee.busy", "The called line is busy", "486: the phone is in a call.", []),
        (
            488, "media.codec-mismatch", "No codec in common", "488: nothing of the media offer is accepted.",
            [Header(.warning, #"304 lab "Media type not available""#)]
        ),
        (
            487, "call.cancelled", "A server on the way cancels the call",
            "487, and nobody here has cancelled: a timer on the way ran out.", []
        ),
        (600, "callee.busy", "The callee is busy everywhere", "600: no device of the callee takes the call.", []),
        (603, "callee.declined", "The call is declined", "603: somebody, or a filter, does not want it.", []),
        (607, "callee.blocked", "The callee calls it spam", "607: the callee has marked the caller.", []),
        (
            608, "callee.blocked", "The call is taken for spam", "608: a service on the way has rejected it.",
            [Header(.callInfo, "<https://filter.lab.sipdiag.test/card>;purpose=jwscard")]
        ),
        (
            405, "request.method-not-allowed", "The method is not allowed", "405: Allow says what is.",
            [Header(.allow, "REGISTER, ACK")]
        ),
        (
            400, "request.malformed", "The server finds the request malformed", "400: the phrase names the line.",
            []
        ),
        (402, "auth.account-blocked", "The balance is used up", "402: the provider wants to be paid.", []),
        (406, "request.not-acceptable", "No answer is acceptable", "406: a gateway that means the codecs.", []),
        (413, "request.too-large", "The request is too large", "413: its body is more than the server takes.", []),
        (
            420, "request.bad-extension", "An extension is not understood", "420: Unsupported names it.",
            [Header(.unsupported, "100rel")]
        ),
        (
            421, "request.extension-required", "An extension is demanded", "421: Require names it.",
            [Header(.require, "100rel")]
        ),
        (
            422, "request.session-interval", "The session timer is too short", "422: Min-SE says how long it must be.",
            [Header(.minSE, "1800")]
        ),
        (
            423, "request.registration-interval", "The registration is too short",
            "423: Min-Expires says how long it must be.", [Header(.minExpires, "60")]
        ),
        (428, "request.identity-required", "Calls must be signed", "428: STIR wants an Identity header.", []),
        (430, "nat.binding-lost", "The way to the phone is broken", "430: the edge proxy has lost the phone.", []),
        (433, "auth.caller-id-not-allowed", "No anonymous calls", "433: the caller has to show a number.", []),
        (
            436, "request.identity-required", "The certificate of a signed call is away",
            "436: the verifier could not fetch it.", []
        ),
        (
            437, "request.identity-required", "The certificate of a signed call is not accepted",
            "437: the verifier does not trust who signed.", []
        ),
        (
            438, "request.identity-required", "The signature of a call does not fit",
            "438: something on the way has changed what was signed.", []
        ),
        (481, "request.no-dialog", "The server does not know the call", "481: another node had it.", []),
        (485, "callee.not-found", "The address stands for several people", "485: nobody knows who is meant.", []),
        (489, "request.bad-extension", "The event package is not served", "489: a lamp stays dark.", []),
        (491, "call.glare", "Both sides change the call at once", "491: it passes when both wait.", []),
        (483, "request.loop", "The request went in circles", "483: it passed too many servers.", []),
        (501, "request.not-implemented", "The method is not known", "501: the server knows other methods.", []),
        (
            502, "server.unavailable", "A gateway behind the server is out of order",
            "502: with Reason Q.850 cause 27.", [Header(.reason, "Q.850;cause=27")]
        ),
        (
            504, "server.unavailable", "The server waits for another one in vain",
            "504: DNS, a database or the next carrier does not answer it.", []
        ),
        (505, "server.error", "The version is not supported", "505: to a request that says SIP/2.0.", []),
    ]

    private static func fault(
        _ id: String, _ code: Int, _ title: String, _ cause: String, _ story: String, _ headers: [Header] = []
    ) -> LabFault {
        LabFault(id, title, cause: cause, .fails, story: story) { block in
            .server(block, udp: .code(code, headers), tcp: .code(code, headers), user: "bob")
        }
    }
}
