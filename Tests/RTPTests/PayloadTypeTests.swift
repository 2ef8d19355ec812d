import RTP
import Testing

@Suite struct PayloadTypeTests {
    /// RFC 3551 table 4.
    @Test func isTheStaticTable() {
        #expect([PayloadType.pcmu, PayloadType.pcma, PayloadType.g722, PayloadType.comfortNoise] == [0, 8, 9, 13])
    }
}
