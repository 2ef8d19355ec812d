import STUN
import Testing

struct MappingBehaviorTests {
    struct Case: CustomTestStringConvertible {
        let name: String
        var local = "192.168.1.2:5060"
        /// Server, then mapping; an empty mapping is no answer.
        let seen: [(String, String)]
        let behavior: MappingBehavior
        var isPortPreserved: Bool?
        var hasSeveralPublicAddresses = false
        var isCarrierGrade = false
        var isMappedPrivate = false
        var testDescription: String { name }
    }

    static let a = "198.51.100.1:3478"
    static let b = "198.51.100.2:3478"
    static let cases = [
        Case(name: "nobody asked", seen: [], behavior: .inconclusive),
        Case(name: "silence", seen: [(a, ""), (b, "")], behavior: .blocked),
        Case(
            name: "no NAT", local: "203.0.113.7:5060", seen: [(a, "203.0.113.7:5060"), (b, "203.0.113.7:5060")],
            behavior: .noNAT),
        Case(
            name: "one server", seen: [(a, "203.0.113.7:5060"), (b, "")], behavior: .endpointIndependentSoFar,
            isPortPreserved: true),
        Case(
            name: "two ports of one server",
            seen: [(a, "203.0.113.7:5060"), ("198.51.100.1:3479", "203.0.113.7:5060")],
            behavior: .endpointIndependentSoFar, isPortPreserved: true),
        Case(
            name: "two servers, random port", seen: [(a, "203.0.113.7:33843"), (b, "203.0.113.7:33843")],
            behavior: .endpointIndependent, isPortPreserved: false),
        Case(
            name: "symmetric", seen: [(a, "203.0.113.7:1024"), (b, "203.0.113.7:1025")], behavior: .addressDependent,
            isPortPreserved: false),
        Case(
            name: "symmetric by port of one server",
            seen: [(a, "203.0.113.7:1024"), ("198.51.100.1:3479", "203.0.113.7:1025")], behavior: .addressDependent,
            isPortPreserved: false),
        Case(
            name: "two public addresses, port kept", seen: [(a, "203.0.113.7:5060"), (b, "203.0.113.8:5060")],
            behavior: .addressDependent, isPortPreserved: true, hasSeveralPublicAddresses: true),
        Case(
            name: "the mapping changed meanwhile", seen: [(a, "203.0.113.7:1024"), (a, "203.0.113.7:1025")],
            behavior: .inconclusive, isPortPreserved: false),
        Case(
            name: "one server in the LAN", seen: [("192.168.1.9:3478", "192.168.1.2:5060"), (b, "203.0.113.7:5060")],
            behavior: .inconclusive, isPortPreserved: true),
        Case(
            name: "local address not known", local: "0.0.0.0:5060",
            seen: [(a, "203.0.113.7:5060"), (b, "203.0.113.7:5060")],
            behavior: .inconclusive, isPortPreserved: true),
        Case(
            name: "carrier-grade mapping", seen: [(a, "100.64.3.4:5060")], behavior: .endpointIndependentSoFar,
            isPortPreserved: true, isCarrierGrade: true),
        Case(
            name: "carrier-grade local address", local: "100.127.255.1:5060", seen: [(a, "203.0.113.7:5060")],
            behavior: .endpointIndependentSoFar, isPortPreserved: true, isCarrierGrade: true),
        Case(
            name: "a server inside a NAT of NATs", seen: [(a, "10.0.0.5:5060")], behavior: .endpointIndependentSoFar,
            isPortPreserved: true, isMappedPrivate: true),
    ]

    @Test(arguments: cases)
    func classification(_ item: Case) throws {
        let observations = try item.seen.map { server, mapped in
            MappingObservation(server: try address(server), mapped: mapped.isEmpty ? nil : try address(mapped))
        }
        let report = MappingReport(local: try address(item.local), observations: observations)
        #expect(report.behavior == item.behavior)
        #expect(report.isPortPreserved == item.isPortPreserved)
        #expect(report.hasSeveralPublicAddresses == item.hasSeveralPublicAddresses)
        #expect(report.isCarrierGrade == item.isCarrierGrade)
        #expect(report.isMappedPrivate == item.isMappedPrivate)
        #expect(report.unanswered == item.seen.filter(\.1.isEmpty).count)
        #expect(report.mapped == observations.compactMap(\.mapped).first)
    }
}

struct ViaComparisonTests {
    struct Case: CustomTestStringConvertible {
        let mapped: String?
        let received: [UInt8]?
        let rport: UInt16?
        var local = "192.168.1.2:5060"
        var server = "198.51.100.9:5060"
        var isAnswered = true
        let expected: ViaComparison
        var testDescription: String {
            "\(mapped ?? "-") \(received ?? []):\(rport ?? 0) local \(local) server \(server) → \(expected)"
        }
    }

    static let cases = [
        Case(
            mapped: "203.0.113.7:5060", received: [203, 0, 113, 7], rport: 5060, local: "203.0.113.7:5060",
            expected: .noNAT),
        Case(mapped: "203.0.113.7:5060", received: nil, rport: nil, local: "203.0.113.7:5060", expected: .noNAT),
        Case(mapped: "203.0.113.7:5060", received: [203, 0, 113, 7], rport: 5060, expected: .portPreserving),
        Case(mapped: "203.0.113.7:1024", received: [203, 0, 113, 7], rport: 1024, expected: .endpointIndependent),
        Case(mapped: "203.0.113.7:1024", received: [203, 0, 113, 7], rport: 1025, expected: .endpointDependent),
        Case(mapped: "203.0.113.7:1024", received: [203, 0, 113, 7], rport: nil, expected: .inconclusive),
        Case(mapped: "203.0.113.7:5060", received: [192, 168, 1, 2], rport: 5060, expected: .sipALG),
        Case(
            mapped: "203.0.113.7:5060", received: [192, 168, 1, 2], rport: 5060, server: "192.168.1.1:5060",
            expected: .inconclusive),
        Case(mapped: "203.0.113.7:5060", received: nil, rport: nil, expected: .inconclusive),
        Case(mapped: "203.0.113.7:5060", received: nil, rport: 5060, expected: .inconclusive),
        Case(mapped: "203.0.113.7:5060", received: [203, 0, 113, 8], rport: 9, expected: .severalPublicAddresses),
        Case(mapped: "203.0.113.7:5060", received: [10, 0, 0, 8], rport: 9, expected: .inconclusive),
        Case(mapped: "100.64.0.9:5060", received: nil, rport: nil, expected: .carrierGradeNAT),
        Case(mapped: nil, received: [203, 0, 113, 7], rport: 5060, expected: .stunBlocked),
        Case(mapped: nil, received: nil, rport: nil, expected: .stunBlocked),
        Case(mapped: nil, received: nil, rport: nil, isAnswered: false, expected: .inconclusive),
        Case(mapped: "203.0.113.7:5060", received: nil, rport: nil, isAnswered: false, expected: .inconclusive),
        Case(
            mapped: "203.0.113.7:5060", received: [203, 0, 113, 8], rport: 5060, local: "203.0.113.7:5060",
            expected: .inconclusive),
    ]

    @Test(arguments: cases)
    func meaning(_ item: Case) throws {
        let result = ViaComparison.compare(
            mapped: try item.mapped.map(address), received: item.received, rport: item.rport,
            local: try address(item.local), server: try address(item.server), isAnswered: item.isAnswered)
        #expect(result == item.expected)
    }
}

struct AddressRangeTests {
    @Test(arguments: [
        ([0, 0, 0, 0], AddressRange.unspecified), ([127, 0, 0, 1], .loopback), ([169, 254, 9, 9], .linkLocal),
        ([10, 0, 0, 1], .privateUse), ([172, 16, 0, 1], .privateUse), ([172, 31, 0, 1], .privateUse),
        ([172, 32, 0, 1], .global), ([192, 168, 0, 1], .privateUse), ([192, 169, 0, 1], .global),
        ([100, 63, 0, 1], .global), ([100, 64, 0, 1], .carrierGrade), ([100, 127, 0, 1], .carrierGrade),
        ([100, 128, 0, 1], .global), ([203, 0, 113, 1], .global), ([], .unspecified),
        ([UInt8](repeating: 0, count: 16), .unspecified), ([UInt8](repeating: 0, count: 15) + [1], .loopback),
        ([0xfd] + [UInt8](repeating: 1, count: 15), .privateUse),
        ([0xfe, 0x80] + [UInt8](repeating: 0, count: 14), .linkLocal),
        ([0x20, 0x01] + [UInt8](repeating: 0, count: 14), .global),
        ([UInt8](repeating: 0, count: 10) + [0xff, 0xff, 10, 0, 0, 1], .privateUse),
    ])
    func range(bytes: [UInt8], expected: AddressRange) {
        #expect(AddressRange(of: bytes) == expected)
    }

    @Test func text() throws {
        #expect(try address("192.0.2.1:3478").description == "192.0.2.1:3478")
        #expect(try ipv6([0x2001, 0xdb8, 0, 0, 0, 0, 0, 1], port: 5).description == "[2001:db8:0:0:0:0:0:1]:5")
        #expect(TransportAddress(bytes: [1, 2, 3], port: 1) == nil)
    }
}
