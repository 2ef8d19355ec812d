import Diagnosis

/// The catalogue row of `dns.authority`.
extension AuthorityProbe {
    static let definition = TestDefinition(
        "dns.authority", "Asks the zone's own name servers, one by one, what the resolver was asked, and compares.",
        outcomes: [
            .init("consistent", "they serve the zone, and say what the resolver says", status: .pass),
            .init("uncompared", "they serve the zone, and no answer could be compared", .notMeasured, status: .skip),
            .init("withheld", "they answer SRV, NAPTR or address queries that the resolver does not", status: .warn),
            .init("differs", "they give other records than the resolver", status: .warn),
            .init("lame", "a name server of the zone does not serve it; others do", status: .warn),
            .init("inconsistent", "they have different versions of the zone", status: .warn),
            .init("unserved", "none of the zone's name servers serves it to this host", status: .warn),
            .init("intercepted", "something on the way answers in the place of all of them", status: .warn),
            .init("unreachable", "none of them answers this host directly", .absence, status: .skip),
            .init("no_zone", "the resolver does not say which name servers the zone has", .notMeasured, status: .skip),
            .init("literal", "the target is an address: no DNS involved", .notMeasured, status: .skip),
        ] + TestDefinition.Outcome.notRun,
        facts: [
            .init("zones", .list, "the zones that the names are in", setWhen: asked),
            .init("servers", .list, "every name server of theirs with what it says", setWhen: asked),
            .init(
                "resolver", .text, "the resolver (or this host's hosts file) that they are compared with",
                setWhen: asked),
            .init("compared", .number, "questions to which both sides gave an answer", setWhen: asked),
            .init("withheld", .list, "questions that they answer and the resolver does not", setWhen: ["withheld"]),
            .init(
                "withheld_in", kinds, "SRV and NAPTR records, addresses, or both", setWhen: ["withheld"]),
            .init("differences", .list, "questions with two different answers", setWhen: ["differs"]),
            .init(
                "differs_in", kinds, "the same of those that differ", setWhen: ["differs"]),
            .init("uncompared", .list, "questions that one of the two sides gave no answer to"),
            .init("behind", .flag, "the resolver shows an older serial number of the zone than they have"),
            .init("here", .word(["answered", "failed"]), "OPTIONS to where the resolver's answers lead"),
            .init("elsewhere", .word(["answered", "failed"]), "OPTIONS to where only the zone's own answers lead"),
            .init("elsewhere_targets", .list, "these addresses with their verdicts"),
            .init("lame", .list, "name servers that say that they do not serve the zone"),
            .init("mute", .list, "name servers that do not answer, while others do"),
            .init("serials", .list, "the serial number of each server, where they are not the same"),
            .init("delegation", .list, "where the zone above and the zone itself list other name servers"),
            .init("lifetimes", .list, "records that may be kept for a very short or very long time"),
        ])

    private static let kinds = FactType.word(["services", "addresses", "both"])

    /// The outcomes of a test that found name servers to ask.
    private static let asked = [
        "consistent", "uncompared", "withheld", "differs", "lame", "inconsistent", "unserved", "intercepted",
        "unreachable",
    ]
}
