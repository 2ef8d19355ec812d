import Net
import Testing

@testable import Probes

@Suite struct RefusalTests {
    private static let target = IPAddress.v4(0xC000_020A)
    private static let router = IPAddress.v4(0xC000_0201)

    /// Origin, type, code; what it means from the target, and from a router.
    typealias Row = (
        origin: ICMPError.Origin, type: UInt8, code: UInt8, target: Refusal, router: Refusal, ends: Bool
    )

    @Test(
        arguments: [
            (.icmp, 3, 0, .unreachable, .unreachable, true), (.icmp, 3, 1, .unreachable, .unreachable, true),
            (.icmp, 3, 2, .closed, .rejected, true), (.icmp, 3, 3, .closed, .rejected, true),
            (.icmp, 3, 4, .unreachable, .unreachable, false), (.icmp, 3, 9, .rejected, .rejected, true),
            (.icmp, 3, 10, .rejected, .rejected, true), (.icmp, 3, 13, .rejected, .rejected, true),
            (.icmp, 4, 0, .unreachable, .unreachable, false), (.icmp, 11, 0, .unreachable, .unreachable, false),
            (.icmp, 12, 0, .unreachable, .unreachable, true),
            (.icmp6, 1, 0, .unreachable, .unreachable, true), (.icmp6, 1, 1, .rejected, .rejected, true),
            (.icmp6, 1, 3, .unreachable, .unreachable, true), (.icmp6, 1, 4, .closed, .rejected, true),
            (.icmp6, 1, 5, .rejected, .rejected, true), (.icmp6, 2, 0, .unreachable, .unreachable, false),
            (.icmp6, 3, 0, .unreachable, .unreachable, false), (.local, 0, 0, .unreachable, .unreachable, false),
        ] as [Row])
    func icmp(_ row: Row) {
        func error(_ offender: IPAddress?) -> ICMPError {
            ICMPError(
                origin: row.origin, type: row.type, code: row.code, offender: offender,
                destination: Endpoint(Self.target, port: 5060))
        }
        #expect(Refusal(error(Self.target), toward: Self.target) == row.target)
        #expect(Refusal(error(nil), toward: Self.target) == row.target)
        #expect(Refusal(error(Self.router), toward: Self.target) == row.router)
        #expect(error(Self.router).endsExchange == row.ends)
    }

    @Test(
        arguments: [
            (.deniedLocally, .denied), (.noRoute, .noRoute), (.unreachableRoute, .noRoute),
            (.prohibitedRoute, .noRoute),
            (.blackholeRoute, .noRoute), (.familyNotSupported, .noRoute), (.interfaceDown, .noRoute),
            // What is wrong with --local, or with this machine, says nothing about the route.
            (.addressNotAvailable, .other), (.addressInUse, .other), (.sourceUnusable, .other), (.notPermitted, .other),
            (.tooManyFiles, .other), (.tooBig, .other), (.noBuffers, .other), (.closed, .other),
            (.scopeMissing, .other),
            (.portMissing, .other), (.peerSilent, .other), (.other, .other),
        ] as [(LocalError.Kind, LocalRefusal)])
    func local(_ kind: LocalError.Kind, _ refusal: LocalRefusal) {
        #expect(LocalRefusal(LocalError(kind, call: "sendto")) == refusal)
    }
}
