import SIP
import Testing

@Suite struct DialogResponderTests {
    private var dialog: Dialog
    private var responder: DialogResponder
    private let invite: Message

    init() throws {
        invite = try Samples.request(.invite)
        dialog = try #require(Dialog(invite: invite, response: try Samples.response(to: invite, 200)))
        responder = DialogResponder(
            contact: .address(try NameAddress("<sip:alice@192.0.2.7>")), session: Body(.sdp, "ours".bytes)
        ) { offer, _ in offer.bytes == "bad".bytes ? nil : Body(.sdp, "answer to ".bytes + offer.bytes) }
        responder.isConfirmed = true
    }

    private func asked(
        _ method: Method, cseq: UInt32 = 5, body: String? = nil, type: ContentType = .sdp, _ headers: Header...
    ) throws -> Message {
        var builder = RequestBuilder(
            method: method, requestURI: try URI("sip:alice@192.0.2.7"),
            via: Via(transport: "UDP", sentBy: Via.SentBy(host: .ipv4([192, 0, 2, 9])), branch: "z9hG4bKb"),
            from: dialog.remote, to: dialog.local, callID: dialog.id.callID, cseq: cseq)
        builder.contact = .address(try NameAddress("<sip:bob@192.0.2.10>"))
        builder.headers = headers
        builder.body = body.map { Body(type, $0.bytes) }
        return try builder.build()
    }

    @Test(
        arguments: [
            (.options, 200, true), (.info, 200, false), (.notify, 200, false), (.bye, 200, false), (.prack, 481, false),
            (.message, 405, true), (.refer, 405, true), (.subscribe, 405, true), (Method("PLAY"), 501, true),
        ] as [(Method, Int, Bool)])
    func byMethod(_ method: Method, _ code: Int, _ hasAllow: Bool) throws {
        var (responder, dialog) = (responder, dialog)
        let response = try responder.respond(to: try asked(method), in: &dialog).build()
        #expect(response.statusCode == code)
        #expect((response.value(of: .allow) != nil) == hasAllow)
        #expect(response.to?.tag == "a1")
        #expect(response.validate() == [])
    }

    @Test(arguments: [Method.invite, .update]) func aNewOfferIsAnswered(_ method: Method) throws {
        var (responder, dialog) = (responder, dialog)
        let request = try asked(method, body: "theirs", Header(.sessionExpires, "90"), Header(.require, "timer"))
        let response = try responder.respond(to: request, in: &dialog).build()
        #expect(response.statusCode == 200)
        #expect(response.bodyBytes.elementsEqual("answer to theirs".utf8))
        #expect(response.sessionExpires == SessionExpires(90, refresher: .uac))
        #expect(response.values(of: .require) == ["timer"])
        #expect(response.contacts.first?.uri?.description == "sip:alice@192.0.2.7")
        #expect(dialog.nextHop.description == "sip:bob@192.0.2.10")
    }

    /// RFC 3264 8: what differs has another version.
    @Test(arguments: [(Body(.sdp, "ours".bytes), ["1", "2"]), (nil, ["0", "1"])] as [(Body?, [String])])
    func eachDescriptionHasItsNumber(first: Body?, numbers: [String]) throws {
        var (responder, dialog) = (
            DialogResponder(contact: responder.contact, session: first) { _, number in Body(.sdp, "\(number)".bytes) },
            dialog
        )
        responder.isConfirmed = true
        let answers = try [5, 6].map { cseq in
            try responder.respond(to: try asked(.invite, cseq: cseq, body: "theirs"), in: &dialog).build()
        }
        #expect(answers.map { String(decoding: $0.bodyBytes, as: UTF8.self) } == numbers)
    }

    @Test func aRefreshKeepsTheSession() throws {
        var (responder, dialog) = (responder, dialog)
        let again = try responder.respond(to: try asked(.invite), in: &dialog).build()
        #expect(again.bodyBytes.elementsEqual("ours".utf8))
        #expect(again.sessionExpires == nil)
        let update = try asked(.update, cseq: 6, Header("x", "90;refresher=UAS"))
        let refreshed = try responder.respond(to: update, in: &dialog).build()
        #expect(refreshed.statusCode == 200)
        #expect(refreshed.bodyBytes.isEmpty)
        #expect(refreshed.sessionExpires == SessionExpires(90, refresher: .uas))
        #expect(refreshed.value(of: .require) == nil)
    }

    @Test func whatIsRefused() throws {
        var (responder, dialog) = (responder, dialog)
        let requests = [
            try asked(.invite, cseq: 5, body: "bad"), try asked(.invite, cseq: 6, body: "x", type: .init("a", "b")),
            try asked(.info, cseq: 6), try asked(.info, cseq: 7, Header(.require, "timer, Replaces, x")),
            try message(
                String(decoding: try asked(.info).bytes, as: UTF8.self).replacing("5 INFO", with: "8 BYE").bytes),
        ]
        let answers = try requests.map { try responder.respond(to: $0, in: &dialog).build() }
        #expect(answers.map(\.statusCode) == [488, 415, 500, 420, 400])
        #expect(answers[3].values(of: .unsupported) == ["Replaces", "x"])
        #expect(dialog.nextHop.description == "sip:bob@example.com")
    }

    /// RFC 3261 14.2, RFC 3311 5.2: no offer of theirs while ours is out.
    @Test func beforeTheAnswer() throws {
        var (responder, dialog) = (responder, dialog)
        responder.isConfirmed = false
        func code(_ request: Message) -> Int { responder.respond(to: request, in: &dialog).code }
        #expect(code(try asked(.invite, cseq: 1, body: "x")) == 491)
        #expect(code(try asked(.update, cseq: 2, body: "x")) == 491)
        #expect(code(try asked(.update, cseq: 3)) == 200)
        var answer = ResponseBuilder(to: invite, 183, toTag: "b1")
        answer.body = Body(.sdp, "answer".bytes)
        #expect(responder.settle(with: try answer.build()) == nil)
        #expect(code(try asked(.update, cseq: 4, body: "x")) == 200)
        #expect(code(try asked(.invite, cseq: 5, body: "x")) == 491)
    }

    @Test func aLateOfferIsAnsweredOnce() throws {
        var responder = DialogResponder(contact: responder.contact, session: nil, answer: responder.answer)
        var builder = ResponseBuilder(to: invite, 200, toTag: "b1")
        #expect(responder.settle(with: try builder.build()) == nil)
        #expect(!responder.isRefused)
        builder.body = Body(.sdp, "bad".bytes)
        #expect(responder.settle(with: try builder.build()) == nil)
        #expect(responder.isRefused)
        builder.body = Body(.sdp, "offer".bytes)
        #expect(responder.settle(with: try builder.build())?.bytes == "answer to offer".bytes)
        #expect(responder.settle(with: try builder.build()) == nil)
        #expect(responder.session?.bytes == "answer to offer".bytes)
    }
}

@Suite struct OutsideDialogsTests {
    @Test(
        arguments: [
            (.options, 200), (.invite, 486), (.bye, 481), (.cancel, 481), (.notify, 481), (.message, 405),
            (.register, 405), (Method("PLAY"), 501), (.ack, nil),
        ] as [(Method, Int?)])
    func byMethod(_ method: Method, _ code: Int?) throws {
        var builder = try Samples.builder(method)
        let response = try ResponseBuilder.outsideDialogs(try builder.build(), tag: "t1")?.build()
        #expect(response?.statusCode == code)
        #expect(response?.to?.tag == code.map { _ in "t1" })
        builder.to = NameAddress(uri: builder.to.uri, tag: "gone")
        let unknown = try ResponseBuilder.outsideDialogs(try builder.build(), tag: "t1")?.build()
        #expect(unknown?.statusCode == code.map { _ in 481 })
        #expect(unknown?.to?.tag == code.map { _ in "gone" })
    }
}
