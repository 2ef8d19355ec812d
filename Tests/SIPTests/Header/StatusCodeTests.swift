import SIP
import Testing

@Suite struct StatusCodeTests {
    /// The registry writes "(Deprecated)" into a phrase; nobody sends it.
    @Test func theTableIsTheRegistry() throws {
        let lines = try Fixtures.lines("sip-response-codes.csv").dropFirst()
        let registered = lines.map { $0.replacing(" (Deprecated)", with: "") }
        #expect(registered == StatusCode.rows.map { "\($0.code),\($0.phrase),\($0.reference)" })
    }

    @Test func phrases() {
        #expect(StatusCode.phrase(of: 486) == "Busy Here")
        #expect(StatusCode.phrase(of: 799) == nil)
        #expect(StatusCode.row(of: 607)?.reference == "8197")
    }
}
