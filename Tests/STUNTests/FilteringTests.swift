import STUN
import Testing

/// RFC 5780 at one server: what the answers say, and what servers say that cannot be believed.
struct FilteringTests {
    private static let local = address("192.168.1.2:5060")
    private static let server = address("198.51.100.1:3478")
    private static let other = address("198.51.100.2:3479")

    private static func address(_ text: String) -> TransportAddress? {
        guard text != "-" else { return nil }
        let parts = text.split(separator: ":")
        let bytes = parts[0].split(separator: ".").compactMap { UInt8($0) }
        return UInt16(parts[1]).flatMap { TransportAddress(bytes: bytes, port: $0) }
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var name: String
        var first: String
        var otherAddress: String?
        var otherPort: String?
        /// Nil: as `otherPort`.
        var firstOnOtherPort: String?
        var both = ChangedAnswer.silent
        var port = ChangedAnswer.silent
        var mapping: BehaviorReport.Mapping
        var filtering: FilteringBehavior
        var hasDoubt = false
        var testDescription: String { name }
    }

    private static let a = "203.0.113.7:61000"
    private static let b = "203.0.113.7:61001"
    private static let c = "203.0.113.7:61002"
    private static let rows: [Row] = [
        Row(
            name: "no NAT, no firewall", first: "192.168.1.2:5060", otherAddress: "192.168.1.2:5060",
            otherPort: "192.168.1.2:5060", both: .came, port: .came, mapping: .noNAT, filtering: .endpointIndependent),
        Row(
            name: "full cone", first: a, otherAddress: a, otherPort: a, both: .came, port: .came,
            mapping: .endpointIndependent, filtering: .endpointIndependent),
        Row(
            name: "restricted cone", first: a, otherAddress: a, otherPort: a, port: .came,
            mapping: .endpointIndependent, filtering: .addressDependent),
        Row(
            name: "the router at home", first: a, otherAddress: a, otherPort: a, mapping: .endpointIndependent,
            filtering: .addressAndPortDependent),
        Row(
            name: "a mapping for each address", first: a, otherAddress: b, otherPort: b, mapping: .addressDependent,
            filtering: .addressAndPortDependent),
        Row(
            name: "a mapping for each address and port", first: a, otherAddress: b, otherPort: c,
            mapping: .addressAndPortDependent, filtering: .addressAndPortDependent),
        Row(
            name: "the second address is dead: silence from there says nothing", first: a, mapping: .inconclusive,
            filtering: .inconclusive, hasDoubt: true),
        Row(
            name: "the second port is dead", first: a, otherAddress: b, mapping: .inconclusive,
            filtering: .inconclusive, hasDoubt: true),
        Row(
            name: "the server ignores CHANGE-REQUEST, which reads as an open door to the careless", first: a,
            otherAddress: a, otherPort: a, both: .fromElsewhere, port: .fromElsewhere, mapping: .endpointIndependent,
            filtering: .inconclusive, hasDoubt: true),
        Row(
            name: "two uplinks", first: a, otherAddress: "203.0.113.8:61000", otherPort: "203.0.113.8:61000",
            mapping: .inconclusive, filtering: .addressAndPortDependent, hasDoubt: true),
        Row(
            name: "the second port of the first address is dead: silence from there says nothing", first: a,
            otherAddress: a, otherPort: a, firstOnOtherPort: "-", mapping: .endpointIndependent,
            filtering: .inconclusive, hasDoubt: true),
        Row(
            name: "the server refuses CHANGE-REQUEST", first: a, otherAddress: a, otherPort: a, both: .refused,
            port: .refused, mapping: .endpointIndependent, filtering: .inconclusive, hasDoubt: true),
    ]

    @Test(arguments: rows)
    func behavior(_ row: Row) throws {
        let report = BehaviorReport(
            local: try #require(Self.local), first: try #require(Self.address(row.first)),
            otherAddress: row.otherAddress.flatMap(Self.address), otherPort: row.otherPort.flatMap(Self.address),
            firstOnOtherPort: (row.firstOnOtherPort ?? row.otherPort).flatMap(Self.address), changedBoth: row.both,
            changedPort: row.port)
        #expect(report.mapping == row.mapping)
        #expect(report.filtering == row.filtering)
        #expect((report.doubt != nil) == row.hasDoubt)
    }

    @Test(arguments: [
        ("-", "-", BehaviorOffer.none as BehaviorOffer?), ("198.51.100.2:3479", "198.51.100.1:3478", nil),
        // Lies that make careless clients report an open NAT.
        ("198.51.100.1:3479", "198.51.100.1:3478", nil), ("198.51.100.2:3478", "198.51.100.1:3478", nil),
        ("198.51.100.2:3479", "198.51.100.9:3478", nil), ("198.51.100.2:3479", "-", nil),
        ("10.0.0.2:3479", "198.51.100.1:3478", nil),
    ])
    func offer(_ other: String, _ origin: String, _ expected: BehaviorOffer?) throws {
        let server = try #require(Self.server)
        let response = BindingResponse(
            mapped: server, responseOrigin: Self.address(origin), otherAddress: Self.address(other))
        let answer = try #require(try answer(response, from: server))
        let offer = BehaviorOffer(of: answer, from: server)
        if let expected {
            #expect(offer == expected)
        } else if other == "198.51.100.2:3479", origin == "198.51.100.1:3478" {
            #expect(offer == .usable(other: try #require(Self.other)))
        } else {
            guard case .unbelievable = offer else {
                Issue.record("\(offer)")
                return
            }
        }
    }

    /// An answer to CHANGE-REQUEST counts from where it was to come from, and from nowhere else.
    @Test(arguments: [
        ("198.51.100.2:3479", "198.51.100.2:3479", ChangedAnswer.came),
        ("198.51.100.2:3479", "198.51.100.1:3478", .fromElsewhere), ("198.51.100.1:3478", "-", .fromElsewhere),
        ("-", "-", .silent),
    ])
    func changedAnswer(_ source: String, _ origin: String, _ expected: ChangedAnswer) throws {
        let server = try #require(Self.server)
        let other = try #require(Self.other)
        var generator = SystemRandomNumberGenerator()
        let id = TransactionID(using: &generator)
        var transaction = BindingTransaction(
            server: server, transactionID: id, change: ChangeRequest(changeIP: true, changePort: true), origin: other)
        var result = BindingResult.timedOut
        for case .send(let bytes) in transaction.handle(.start) {
            guard case .message(let request) = STUNMessage.parse(bytes) else { continue }
            #expect(try request.changeRequest() == ChangeRequest(changeIP: true, changePort: true))
            let response = BindingResponse(mapped: server, responseOrigin: Self.address(origin))
            guard let source = Self.address(source), let answer = response.answer(to: request) else { continue }
            for case .finish(let end) in transaction.handle(.received(answer, from: source)) { result = end }
        }
        #expect(ChangedAnswer(result, transaction.strays, origin: other) == expected)
    }

    private func answer(_ response: BindingResponse, from server: TransportAddress) throws -> BindingAnswer? {
        var generator = SystemRandomNumberGenerator()
        var transaction = BindingTransaction(server: server, transactionID: TransactionID(using: &generator))
        for case .send(let bytes) in transaction.handle(.start) {
            guard case .message(let request) = STUNMessage.parse(bytes), let answer = response.answer(to: request)
            else {
                continue
            }
            for case .finish(.mapped(let answer)) in transaction.handle(.received(answer, from: server)) {
                return answer
            }
        }
        return nil
    }
}
