import SIP
import Testing

@testable import Lab

struct RegistrarTests {
    private var caller = Caller(local: VirtualParty.caller)

    private func contact(_ value: String) -> Header { Header(.contact, value) }

    /// The Contact values of the answer, or its code.
    private func bound(
        _ registrar: inout Registrar, _ headers: [Header], cseq: UInt32 = 1, callID: String = "r@test", now: Int = 0
    ) throws -> [String] {
        var caller = caller
        caller.callID = CallID(callID)
        let reply = registrar.answer(to: try caller.request(.register, headers, cseq: cseq), now: now)
        guard reply.code == 200 else { return ["\(reply.code)"] }
        return reply.headers.filter { $0.name == "Contact" }.map(\.value)
    }

    @Test func askingChangesNothing() throws {
        var plan = RegistrarPlan()
        plan.bound = ["bob": [RegistrarPlan.Binding("sip:bob@192.0.2.1", expires: 100)]]
        var registrar = Registrar(plan)
        #expect(try bound(&registrar, []) == ["<sip:bob@192.0.2.1>;expires=100"])
        #expect(try bound(&registrar, [], now: 40_000) == ["<sip:bob@192.0.2.1>;expires=60"])
        #expect(try bound(&registrar, [], now: 100_000) == [])
    }

    @Test func bindingIsAddedAndRemoved() throws {
        var plan = RegistrarPlan()
        plan.bound = ["bob": [RegistrarPlan.Binding("sip:bob@192.0.2.1", expires: 100)]]
        var registrar = Registrar(plan)
        let own = "<sip:bob@127.0.0.1:40000>;+sip.instance=\"x\""
        #expect(
            try bound(&registrar, [contact(own), Header(.expires, "60")]) == [
                "<sip:bob@192.0.2.1>;expires=100", own + ";expires=60",
            ])
        #expect(
            try bound(&registrar, [contact("<sip:bob@127.0.0.1:40000>;expires=0")], cseq: 2) == [
                "<sip:bob@192.0.2.1>;expires=100"
            ])
    }

    @Test(arguments: [
        ("59", ["423"]), ("60", ["<sip:b@h>;expires=60"]), ("0", []), ("999999", ["<sip:b@h>;expires=7200"]),
    ])
    func intervals(_ expires: String, _ answer: [String]) throws {
        var registrar = Registrar(RegistrarPlan())
        #expect(try bound(&registrar, [contact("<sip:b@h>;expires=\(expires)")]) == answer)
        let brief = registrar.answer(to: try caller.request(.register, [contact("<sip:b@h>;expires=1")]), now: 0)
        #expect(brief.headers == [Header(.minExpires, "60")])
    }

    @Test func usualIntervalWhereNoneIsAsked() throws {
        var registrar = Registrar(RegistrarPlan())
        #expect(try bound(&registrar, [contact("<sip:b@h>")]) == ["<sip:b@h>;expires=3600"])
    }

    @Test func asteriskRemovesAll() throws {
        var registrar = Registrar(RegistrarPlan())
        _ = try bound(&registrar, [contact("<sip:b@h1>, <sip:b@h2>")])
        #expect(try bound(&registrar, [contact("*"), Header(.expires, "10")], cseq: 2) == ["400"])
        #expect(try bound(&registrar, [], cseq: 2).count == 2)
        #expect(try bound(&registrar, [contact("*"), Header(.expires, "0")], cseq: 3) == [])
    }

    @Test func oldRequestIsRefused() throws {
        var registrar = Registrar(RegistrarPlan())
        _ = try bound(&registrar, [contact("<sip:b@h>")], cseq: 5)
        #expect(try bound(&registrar, [contact("<sip:b@h>;expires=0")], cseq: 5) == ["500"])
        #expect(try bound(&registrar, [contact("<sip:b@h>;expires=0")], cseq: 1, callID: "other@test") == [])
    }

    @Test(arguments: [([], 1), ([Header(.supported, "path")], 2)] as [([Header], Int)])
    func serviceRouteAndPath(_ headers: [Header], _ count: Int) throws {
        var plan = RegistrarPlan()
        plan.serviceRoute = ["sip:edge.test;lr"]
        plan.path = ["sip:p.test;lr"]
        var registrar = Registrar(plan)
        let reply = registrar.answer(to: try caller.request(.register, headers), now: 0)
        #expect(reply.headers.count == count)
        #expect(reply.headers.first == Header(.serviceRoute, "<sip:edge.test;lr>"))
    }
}
