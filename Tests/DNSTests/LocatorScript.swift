@testable import DNS

/// Drives a `ServerLocator` against a table of answers, and tells in words what it asks and where it ends.
///
/// A row is "TYPE NAME: data; data" with the data of `A`, `AAAA`, `SRV`, `NAPTR` as in a zone file, or one of
/// `nodata`, `nxdomain`, `servfail`, `bogus`, `refused`, `timeout`, or "alias TARGET, …" before either. What no row
/// names is `nodata`.
struct LocatorScript {
    var answers: [String: QueryResult] = [:]
    private(set) var transcript: [String] = []
    private(set) var location = Location()
    private(set) var batches: [[DNSQuestion]] = []

    init(_ rows: [String]) {
        for row in rows {
            let parts = row.split(separator: ":", maxSplits: 1).map(String.init)
            let question = parts[0].split(separator: " ").map(String.init)
            answers[parts[0]] = Self.result(name(question[1]), question[0], String(parts[1].drop { $0 == " " }))
        }
    }

    /// Answers the questions of each batch last to first: the order of answers must not matter.
    mutating func run(_ request: ServerLocator.Request, draws: [Int] = []) {
        let draws = Draws(draws)
        var locator = ServerLocator(request) { draws.next(in: $0) }
        var actions = locator.handle(.start)
        while let action = actions.first {
            switch action {
            case .query(let questions):
                batches.append(questions)
                transcript.append("ask " + questions.map(\.description).joined(separator: ", "))
                actions = questions.reversed().flatMap { question in
                    locator.handle(.answer(question, answers["\(question)"] ?? QueryResult(.nodata)))
                }
            case .finish(let location):
                self.location = location
                transcript += location.targets.map { target in
                    "\(target.transport.rawValue) \(target.address) \(target.port) by \(target.source)"
                }
                if let failure = location.failure { transcript.append(Self.words(failure)) }
                actions = []
            }
        }
    }

    private static func words(_ failure: LocationFailure) -> String {
        switch failure {
        case .nxdomain(let name): "fail nxdomain \(name)"
        case .noAddress(let name): "fail no address \(name)"
        case .serviceRefused(let name): "fail refused \(name)"
        case .naptrDangling(let name): "fail dangling \(name)"
        case .targetsUnresolvable(let names): "fail unresolvable " + names.map(\.description).joined(separator: " ")
        case .resolver(let question, let fault): "fail \(fault) at \(question)"
        case .noUsableTransport: "fail no transport"
        }
    }

    private static func result(_ owner: DomainName, _ type: String, _ text: String) -> QueryResult {
        var text = text
        var aliases: [DomainName] = []
        if text.hasPrefix("alias ") {
            let parts = text.dropFirst(6).split(separator: ",", maxSplits: 1)
            aliases = [name(String(parts[0]))]
            text = String(parts[1].drop { $0 == " " })
        }
        var result = QueryResult(outcomes[text] ?? .records(records(aliases.last ?? owner, type, text)))
        result.aliases = aliases
        result.ttl = 300
        return result
    }

    private static func records(_ owner: DomainName, _ type: String, _ text: String) -> [DNSRecord] {
        text.split(separator: ";").compactMap { item in
            let words = item.split(separator: " ").map(String.init)
            return data(type, words).map { DNSRecord(owner, ttl: 300, $0) }
        }
    }

    private static func data(_ type: String, _ words: [String]) -> RecordData? {
        let numbers = words.map { UInt16($0) ?? 0 }
        switch type {
        case "SRV":
            return .srv(SRV(priority: numbers[0], weight: numbers[1], port: numbers[2], target: name(words[3])))
        case "NAPTR":
            return .naptr(
                NAPTR(
                    order: numbers[0], preference: numbers[1], flags: CharacterString(words[2].utf8),
                    services: CharacterString(words[3].utf8),
                    regexp: CharacterString(words[4] == "-" ? [] : Array(words[4].utf8)),
                    replacement: name(words[5])))
        default: return DNSAddress(words[0]).map(RecordData.address)
        }
    }

    private static let outcomes: [String: QueryResult.Outcome] = [
        "nodata": .nodata, "nxdomain": .nxdomain, "servfail": .servfail, "bogus": .bogus, "refused": .refused,
        "timeout": .timeout,
    ]
}

/// Gives the numbers it was given, then the lower end of each range.
private final class Draws: @unchecked Sendable {
    // Used by one script, on one task.
    private var numbers: ArraySlice<Int>

    init(_ numbers: [Int]) {
        self.numbers = numbers[...]
    }

    func next(in range: ClosedRange<Int>) -> Int {
        numbers.popFirst() ?? range.lowerBound
    }
}
