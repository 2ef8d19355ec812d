import Net
import TLS

/// What the provider's status page says, and whether it matters.
enum StatusFaults {
    private static func working(_ page: StatusPagePlan) -> @Sendable (AddressBlock) -> LabPlan {
        { block in showing(page, beside: .healthy(block), block) }
    }

    /// The server is silent meanwhile.
    private static func silent(_ page: StatusPagePlan) -> @Sendable (AddressBlock) -> LabPlan {
        { block in showing(page, beside: .server(block, udp: .silent, tcp: .silent), block).impatient() }
    }

    private static func showing(_ page: StatusPagePlan, beside plan: LabPlan, _ block: AddressBlock) -> LabPlan {
        var plan = plan
        plan.pages = [StatusPageServer.Plan(block.endpoint(80, port: LabPlan.statusPort), page)]
        return plan
    }

    /// Over https.
    private static func secure(_ signature: LabTLS.Signature) -> @Sendable (AddressBlock) -> LabPlan {
        { block in
            var plan = working(Statuspage.green.page)(block)
            var tls = LabTLS("status.example.com")
            tls.certificate.addresses = ["\(block.address(80))"]
            tls.signature = signature
            plan.pages[0].tls = tls
            return plan
        }
    }

    static let all: [LabFault] = [
        LabFault(
            "status-green", "A status page that is green", cause: nil, .works,
            story: "The server works, and the page says so.", plan: working(Statuspage.green.page)),
        LabFault(
            "status-green-html", "A status page for people that is green", cause: nil, .works,
            story: "The server works, and a web page without data behind it says so.",
            plan: working(.operationalHTML)),
        LabFault(
            "status-https", "A status page over https", cause: nil, .works,
            story: "The server works, and the page proves whose it is and says so.", plan: secure(.trusted)),
        LabFault(
            "status-untrusted", "A status page that anybody could have put there",
            cause: "provider.status-unreadable", .worksWithDefect,
            story: "The page comes over https with a certificate that nobody vouches for.", plan: secure(.own)),
        LabFault(
            "status-unrelated", "An outage that does not touch calls", cause: nil, .works,
            story: "The page reports an outage of SMS; calls are not affected.",
            plan: working(Statuspage.smsOutage.page)),
        LabFault(
            "status-outage", "The server is silent, and the page admits an outage", cause: "provider.outage", .fails,
            story: "No request is answered, and the status page reports an outage of SIP trunking.",
            plan: silent(Statuspage.voiceOutage.page)),
        LabFault(
            "status-outage-beside", "The page admits an outage, the server answers",
            cause: "provider.outage", .worksWithDefect,
            story: "The status page reports an outage of SIP trunking, and the server still answers OPTIONS.",
            plan: working(Statuspage.voiceOutage.page)),
        LabFault(
            "status-maintenance", "The server is silent, and the page announces maintenance",
            cause: "provider.maintenance", .fails,
            story: "No request is answered while the provider replaces its SIP proxies, as the status page says.",
            plan: silent(Statuspage.voiceMaintenance.page)),
        LabFault(
            "status-silent-unrelated", "The server is silent, and the outage is another one",
            cause: "server.silent", .fails,
            story: "No request is answered; the page reports an outage of SMS, which explains nothing.",
            plan: silent(Statuspage.smsOutage.page)),
        LabFault(
            "status-unreadable", "A status page that is an advertisement",
            cause: "provider.status-unreadable", .worksWithDefect,
            story: "The address of the status page shows what the provider sells, with code 200.",
            plan: working(.marketing)),
        LabFault(
            "status-broken", "A status page with broken data", cause: "provider.status-unreadable", .worksWithDefect,
            story: "The page's JSON ends in the middle of a word.", plan: working(.brokenJSON)),
        LabFault(
            "status-error", "A status page that fails itself", cause: "provider.status-unreadable", .worksWithDefect,
            story: "The status page answers 500: it shares its fate with what it watches.",
            plan: working(.serverError)),
        LabFault(
            "status-redirects", "A status page that leads to itself",
            cause: "provider.status-unreadable", .worksWithDefect,
            story: "Each answer of the status page is a redirect to the same page.", plan: working(.redirectLoop)),
        LabFault(
            "status-endless", "A status page of 200 megabytes", cause: "provider.status-unreadable", .worksWithDefect,
            story: "The status page sends more than anybody should read.", plan: working(.endless)),
        LabFault(
            "status-slow", "A status page that drips", cause: "provider.status-unreadable", .worksWithDefect,
            story: "The status page comes byte by byte, and would take minutes.", plan: working(.drip)),
    ]
}
