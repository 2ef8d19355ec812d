import Net
import Testing

@testable import Probes

@Suite struct MediaRouteTests {
    /// What the SDP says, where media comes from, and where ours goes then.
    @Test(arguments: [
        ("203.0.113.10:4000", "203.0.113.10:4000", "203.0.113.10:4000"),
        ("203.0.113.10:4000", "203.0.113.11:4002", "203.0.113.10:4000"),
        ("203.0.113.10:4000", "203.0.113.10:61000", "203.0.113.10:4000"),
        ("10.0.0.5:4000", "203.0.113.11:4002", "203.0.113.11:4002"),
        ("100.64.0.5:4000", "203.0.113.11:4002", "203.0.113.11:4002"),
        ("169.254.0.5:4000", "192.168.0.1:4002", "192.168.0.1:4002"),
        // On the same network it is only the port that differs.
        ("10.0.0.5:4000", "10.0.0.5:4002", "10.0.0.5:4000"),
        ("[fd00::5]:4000", "[2001:db8::1]:4002", "[2001:db8::1]:4002"),
        ("[2001:db8::5]:4000", "[2001:db8::1]:4002", "[2001:db8::5]:4000"),
        ("0.0.0.0:4000", "203.0.113.11:4002", nil), ("203.0.113.10:0", "203.0.113.11:4002", nil),
    ])
    func target(_ announced: String, _ source: String, _ target: String?) throws {
        var route = MediaRoute(try #require(Endpoint(announced)))
        #expect(route.target == (target == nil ? nil : Endpoint(announced)))
        route.heard(from: try #require(Endpoint(source)))
        #expect(route.target == target.flatMap { Endpoint($0) })
    }

    @Test func nobodyTurnsTheStreamAroundLater() throws {
        let first = try #require(Endpoint("203.0.113.11:4002"))
        var route = MediaRoute(try #require(Endpoint("10.0.0.5:4000")))
        route.heard(from: first)
        route.heard(from: try #require(Endpoint("198.51.100.1:1")))
        #expect(route.target == first)
    }

    @Test(arguments: [(LocalError.Kind.noRoute, true), (.familyNotSupported, true), (.noBuffers, false)])
    func unroutable(_ kind: LocalError.Kind, _ isFollowed: Bool) throws {
        let announced = try #require(Endpoint("203.0.113.10:4000"))
        let source = try #require(Endpoint("198.51.100.1:4002"))
        var route = MediaRoute(announced)
        route.heard(from: source)
        #expect(route.target == announced)
        route.failed(LocalError(kind, call: "sendto"))
        route.heard(from: source)
        #expect(route.target == (isFollowed ? source : announced))
    }
}
