import SIP
import Testing

@Suite struct ValidationTests {
    @Test func whatWeBuildIsRight() throws {
        let request = try Samples.request()
        #expect(request.validate() == [])
        for code in [100, 200, 404] { #expect(try Samples.response(to: request, code).validate() == []) }
    }

    @Test func everythingMissingIsTold() throws {
        let problems = try message("INVITE sip:b@c SIP/2.0\r\n\r\n".bytes, framing: .stream).validate()
        #expect(
            problems.map(\.header)
                == ["Via", "From", "To", "Call-ID", "CSeq", "Max-Forwards", "Content-Length", "Contact"])
        #expect(problems.allSatisfy { $0.rule == .missingHeader && $0.responseCode == 400 })
        #expect(problems.map { $0.severity == .rejected } == [true, true, true, true, true, false, false, false])
    }

    @Test func aBodyNeedsAType() throws {
        let message = try message(request("l: 1") + [0x78])
        #expect(message.validate().contains { $0.header == "Content-Type" && $0.severity == .tolerable })
    }

    @Test func anAcceptedCallNeedsAContact() throws {
        let invite = try Samples.request(.invite)
        #expect(invite.validate().map(\.header) == ["Contact"])
        #expect(try Samples.response(to: invite, 200).validate().map(\.header) == ["Contact"])
        #expect(try Samples.response(to: invite, 486).validate() == [])
    }

    @Test func repetitionsOfSingleHeaders() throws {
        let message = try message(request("Server: a", "Server: b", "To: <sip:a@b>", "t: <sip:a@b>"))
        let repeated = message.validate().filter { $0.rule == .repeatedHeader }
        #expect(repeated.map(\.header) == ["Server", "To"])
        #expect(repeated.map(\.severity) == [.tolerable, .rejected])
    }

    @Test func aResponseWithoutToTag() throws {
        let request = try Samples.request()
        let response = try ResponseBuilder(to: request, 200).build()
        #expect(response.validate().map(\.rule) == [.missingTag])
        #expect(response.validate().first?.header == "To")
    }

    @Test(arguments: [
        ("sip:a@b  SIP/2.0", 1), ("sip:a@b SIP/2.0 ", 1), ("sip:a@b SIP/2.0", 0), (" sip:a@b  SIP/2.0 ", 3),
    ])
    func spacesInTheRequestLine(_ rest: String, _ count: Int) throws {
        let message = try message("OPTIONS \(rest)\r\n\r\n".bytes)
        #expect(message.requestURI?.description == "sip:a@b")
        #expect(message.validate().filter { $0.rule == .extraSpace }.count == count)
    }

    @Test(arguments: [
        ("Max-Forwards: 256", false), ("Max-Forwards: x", true), ("m: <sip:a@b>;expires=x", false),
        ("CSeq: 2147483648 OPTIONS", false), ("CSeq: 4294967296 OPTIONS", true), ("Date: today", false),
        ("Retry-After: soon", false), ("To: < sip:a@b>", false), ("To: <sip:a@b>;x=a/b", false), ("To: a b", true),
    ])
    func severity(_ line: String, _ isRejected: Bool) throws {
        let problem = try message(request(line)).validate().first { $0.rule != .missingHeader }
        #expect((problem?.severity == .rejected) == isRejected)
        #expect(problem != nil)
    }
}
