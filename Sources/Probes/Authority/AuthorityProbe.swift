import DNS
import Diagnosis
import Net
import SIP

/// Asks the zone's own name servers: whether each of them serves the zone, and whether the resolver says what they say.
enum AuthorityProbe: Probe {
    /// For all of the servers of the domain's zone, and again for those of the zones that its records lead to, milliseconds.
    private static let patienceMs = 4000
    /// Zones beside the domain's own.
    private static let maximumOthers = 2
    private static let maximumPlaces = 2

    static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        guard let domain = context.locatedDomain else {
            return Measurement("literal", "Name servers: there is no name")
        }
        let first = surveyor(in: context)
        let own = Task { await first.survey(domain) }
        let location = await context.location()
        guard var own = await own.value else {
            return Measurement("no_zone", "Name servers: the resolver does not say who serves \(domain)")
        }
        let surveyor = surveyor(in: context)
        own.isAnsweredNearby = await surveyor.isAnsweredNearby(own)
        let surveys = [own] + (await others(location, beside: own, surveyor))
        let comparer = ZoneComparer(context: context, surveyor: surveyor, surveys: surveys)
        let comparison = await comparer.compare(location.steps)
        var reading = AuthorityReading(surveys: surveys, comparison: comparison, resolvers: context.dns.servers)
        if reading.hasDifference { await lookElsewhere(&reading, location, comparer, context) }
        guard !context.hasEnded else {
            return Measurement("skipped", "Name servers: the run ended before they were asked")
        }
        return reading.measurement
    }

    @NetActor
    private static func surveyor(in context: ProbeContext) -> ZoneSurveyor {
        let patience = min(context.settings.timeoutMs, patienceMs)
        let end = min(context.network.time.now.adding(milliseconds: patience), context.deadline)
        return ZoneSurveyor(context: context, end: end)
    }

    /// The zones of names that the records lead to: a provider's, as a rule.
    @NetActor
    private static func others(
        _ location: Location, beside own: ZoneSurvey, _ surveyor: ZoneSurveyor
    ) async -> [ZoneSurvey] {
        var names: [DomainName] = []
        for name in location.steps.map(\.question.name) where !name.isWithin(own.zone) {
            if !names.contains(where: { $0.parent == name.parent }) { names.append(name) }
        }
        let found = await concurrently(Array(names.prefix(maximumOthers))) { await surveyor.survey($0) }
        var zones: [ZoneSurvey] = []
        for case let survey? in found where !zones.contains(where: { $0.zone == survey.zone }) { zones.append(survey) }
        return zones
    }

    /// Whether a call would get through where the zone's own servers lead, and where the resolver leads.
    @NetActor
    private static func lookElsewhere(
        _ reading: inout AuthorityReading, _ location: Location, _ comparer: ZoneComparer, _ context: ProbeContext
    ) async {
        guard let request = context.locatorRequest(over: context.chosenTransport) else { return }
        let here = Addresses.of(location)
        let there = Addresses.of(await comparer.location(request, knowing: reading.comparison)).filter {
            !here.contains($0)
        }
        guard !there.isEmpty else { return }
        let places = here + there.prefix(maximumPlaces)
        let results = await concurrently(places) { await OptionsProbe.ask($0, in: context) }
        reading.here = Array(results.prefix(here.count))
        reading.elsewhere = Array(results.dropFirst(here.count))
    }
}

extension ProbeContext {
    /// The name that is looked up; nil for an address.
    var locatedDomain: DomainName? {
        let host = settings.proxy?.host ?? target?.host
        guard let host, host.family == nil else { return nil }
        return try? DomainName(host.description)
    }
}
