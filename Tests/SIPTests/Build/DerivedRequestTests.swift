import SIP
import Testing

@Suite struct DerivedRequestTests {
    private func invite() throws -> Message {
        try message(
            ("INVITE sip:bob@example.com;x SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1;rport, SIP/2.0/UDP b\r\n"
                + "Via: SIP/2.0/UDP c\r\nMax-Forwards: 9\r\nRoute: <sip:p1;lr>\r\nRoute: <sip:p2;lr>\r\n"
                + "f:  <sip:a@b>;tag=1\r\nTo: <sip:bob@example.com>\r\nCall-ID: x\r\nCSeq: 0042 INVITE\r\n"
                + "Contact: <sip:a@a>\r\nAuthorization: Digest a\r\nl: 2\r\n\r\nhi").bytes)
    }

    /// RFC 3261 17.1.1.3
    @Test func acknowledgement() throws {
        let response = try ResponseBuilder(to: try invite(), 486, toTag: "t9").build()
        let ack = try invite().acknowledgement(of: response)
        #expect(
            String(decoding: ack.bytes, as: UTF8.self) == """
                ACK sip:bob@example.com;x SIP/2.0\r
                Via: SIP/2.0/UDP a;branch=z9hG4bK1;rport\r
                Max-Forwards: 70\r
                Route: <sip:p1;lr>\r
                Route: <sip:p2;lr>\r
                f:  <sip:a@b>;tag=1\r
                To: <sip:bob@example.com>;tag=t9\r
                Call-ID: x\r
                CSeq: 42 ACK\r
                Content-Length: 0\r
                \r

                """)
        #expect(ack.validate() == [])
    }

    /// RFC 3261 9.1
    @Test func cancellation() throws {
        let cancel = try invite().cancellation()
        #expect(cancel.method == .cancel)
        #expect(cancel.cseq == CSeq(42, .cancel))
        #expect(cancel.vias.map(\.branch) == ["z9hG4bK1"])
        #expect(cancel.to?.tag == nil)
        #expect(cancel.routes.count == 2)
        #expect(cancel.validate() == [])
    }
}
