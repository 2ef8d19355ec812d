import SIP
import Testing

@Suite struct DialogTests {
    private func invite(_ headers: Header...) throws -> Message {
        var builder = try Samples.builder(.invite)
        builder.headers = headers
        return try builder.build()
    }

    private func answer(
        to invite: Message, contact: String? = "<sip:bob@192.0.2.9:5070>", recordRoutes: String...
    ) throws -> Message {
        var builder = ResponseBuilder(to: invite, 200, toTag: "b1")
        builder.contact = try contact.map { .address(try NameAddress($0)) }
        builder.headers = recordRoutes.map { Header(.recordRoute, $0) }
        return try builder.build()
    }

    private let via = Via(transport: "UDP", sentBy: Samples.source, branch: "z9hG4bK9")

    @Test func anAnswerMakesADialog() throws {
        let invite = try invite()
        let dialog = try #require(Dialog(invite: invite, response: try answer(to: invite)))
        #expect(dialog.id == Dialog.ID(callID: CallID("c1@192.0.2.7"), localTag: "a1", remoteTag: "b1"))
        #expect(dialog.nextHop.description == "sip:bob@192.0.2.9:5070")
        #expect(dialog.localCSeq == 7)
        #expect(dialog.remoteCSeq == nil)
    }

    /// The last proxy wrote the first Record-Route.
    @Test func routesAreTheRecordsReversed() throws {
        let invite = try invite()
        var dialog = try #require(
            Dialog(
                invite: invite,
                response: try answer(to: invite, recordRoutes: "<sip:p3;lr>, <sip:p2;lr>", "<sip:p1;lr;x=1>")))
        #expect(dialog.nextHop.description == "sip:p1;lr;x=1")
        let bye = try dialog.request(.bye, via: via).build()
        #expect(
            String(decoding: bye.bytes, as: UTF8.self) == """
                BYE sip:bob@192.0.2.9:5070 SIP/2.0\r
                Via: SIP/2.0/UDP 192.0.2.7:40212;branch=z9hG4bK9;rport\r
                Max-Forwards: 70\r
                Route: <sip:p1;lr;x=1>\r
                Route: <sip:p2;lr>\r
                Route: <sip:p3;lr>\r
                From: <sip:alice@example.org>;tag=a1\r
                To: <sip:bob@example.com>;tag=b1\r
                Call-ID: c1@192.0.2.7\r
                CSeq: 8 BYE\r
                Content-Length: 0\r
                \r

                """)
        #expect(try dialog.request(.info, via: via).build().cseq == CSeq(9, .info))
    }

    /// RFC 3261 12.2.1.1: the Request-URI names the router, which takes the last Route into it.
    @Test func aStrictRouterStandsInTheRequestURI() throws {
        let invite = try invite()
        var dialog = try #require(
            Dialog(invite: invite, response: try answer(to: invite, recordRoutes: "<sip:p2;lr>,<sip:p1?a=b>")))
        let bye = try dialog.request(.bye, via: via).build()
        #expect(bye.requestURIText == "sip:p1")
        #expect(bye.routes.map(\.description) == ["<sip:p2;lr>", "<sip:bob@192.0.2.9:5070>"])
        #expect(dialog.nextHop.description == "sip:p1?a=b")
    }

    @Test func acknowledgement() throws {
        let invite = try invite(
            Header(.authorization, "Digest a=\"1\", b=2"), Header(.proxyAuthorization, "Digest c=3"),
            Header(.subject, "x"))
        var dialog = try #require(
            Dialog(invite: invite, response: try answer(to: invite, recordRoutes: "<sip:p1;lr>")))
        _ = dialog.request(.prack, via: via)
        let ack = try dialog.acknowledgement(of: invite, via: via).build()
        #expect(ack.requestURIText == "sip:bob@192.0.2.9:5070")
        #expect(ack.cseq == CSeq(7, .ack))
        #expect(ack.topVia?.branch == "z9hG4bK9")
        #expect(ack.routes.count == 1)
        #expect(ack.values(of: .authorization) == ["Digest a=\"1\", b=2"])
        #expect(ack.values(of: .proxyAuthorization) == ["Digest c=3"])
        #expect(ack.value(of: .subject) == nil)
        #expect(ack.validate() == [])
    }

    @Test(arguments: [
        (nil, "sip:bob@example.com"), ("nonsense", "sip:bob@example.com"), ("*", "sip:bob@example.com"),
        ("<sip:b@c;method=INVITE;x?Subject=y>", "sip:b@c;x"), ("<tel:+15550100>", "tel:+15550100"),
    ])
    func targetsThatAreNone(_ contact: String?, _ requestURI: String) throws {
        let invite = try invite()
        let response = try message(
            String(decoding: try answer(to: invite, contact: nil).bytes, as: UTF8.self)
                .replacing("Call-ID", with: (contact.map { "Contact: \($0)\r\n" } ?? "") + "Call-ID").bytes)
        let dialog = try #require(Dialog(invite: invite, response: response))
        #expect(dialog.requestURI.description == requestURI)
    }

    @Test func theSecondAnswerReplacesRoutesAndTarget() throws {
        let invite = try invite()
        var dialog = try #require(
            Dialog(invite: invite, response: try answer(to: invite, recordRoutes: "<sip:p1;lr>")))
        dialog.update(from: try answer(to: invite, contact: "<sip:bob@192.0.2.10>"))
        #expect(dialog.routeSet == [])
        #expect(dialog.nextHop.description == "sip:bob@192.0.2.10")
        dialog.update(from: try answer(to: invite, contact: nil))
        #expect(dialog.nextHop.description == "sip:bob@192.0.2.10")
    }

    @Test func aPeerOfTheOldRFCHasNoTag() throws {
        let invite = try invite()
        let dialog = try #require(Dialog(invite: invite, response: try ResponseBuilder(to: invite, 200).build()))
        #expect(dialog.id.remoteTag == "")
        #expect(dialog.remote.tag == nil)
    }

    @Test func numbersOfTheOtherSideOnlyGrow() throws {
        let invite = try invite()
        var dialog = try #require(Dialog(invite: invite, response: try answer(to: invite)))
        let taken = [UInt32.max - 1, 3, .max, .max].map { dialog.take(CSeq($0, .info)) }
        #expect(taken == [true, false, true, false])
    }
}
