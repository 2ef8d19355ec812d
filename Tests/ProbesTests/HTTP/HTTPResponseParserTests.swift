import Probes
import TestSupport
import Testing

struct HTTPResponseParserTests {
    struct Case: CustomTestStringConvertible {
        let text: String
        /// Status and body, or the fault.
        var body: String?
        var status = 200
        var fault: HTTPFault?
        /// The server closes; without it the response must be done by itself.
        var closes = false
        var testDescription: String { text.debugDescription }
    }

    static let ok = "HTTP/1.1 200 OK\r\n"
    static let cases = [
        Case(text: ok + "Content-Length: 5\r\n\r\nhello", body: "hello"),
        Case(text: ok + "Content-Length: 5\r\n\r\nhello and more", body: "hello"),
        Case(text: ok + "Content-Length: 0\r\n\r\n", body: ""),
        Case(text: ok + "Content-Length: 5, 5\r\nContent-Length:5\r\n\r\nhello", body: "hello"),
        Case(text: "HTTP/1.0 200\nServer: old\n\nuntil close", body: "until close", closes: true),
        Case(text: ok + "\r\n", body: "", closes: true),
        Case(text: "HTTP/1.1 204 No Content\r\n\r\n", body: "", status: 204),
        Case(text: "HTTP/1.1 304 \r\nContent-Length: 9\r\n\r\n", body: "", status: 304),
        Case(
            text: "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + ok
                + "Content-Length: 1\r\n\r\nx", body: "x"),
        Case(
            text: ok + "Transfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n1\r\n!\r\n0\r\nTrailer: t\r\n\r\n",
            body: "hello!"),
        Case(
            text: ok + "Transfer-Encoding: Chunked\r\nContent-Length: 3\r\n\r\nA\r\n0123456789\r\n0\r\n\r\n",
            body: "0123456789"),
        Case(text: "", fault: .incomplete(.head), closes: true),
        Case(text: "HTT", fault: .incomplete(.head), closes: true),
        Case(text: ok + "Content-Length: 5\r\n", fault: .incomplete(.head), closes: true),
        Case(text: ok + "Content-Length: 5\r\n\r\nhell", fault: .incomplete(.body), closes: true),
        Case(text: ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", fault: .incomplete(.body), closes: true),
        Case(text: ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n", fault: .incomplete(.body), closes: true),
        Case(text: "SIP/2.0 200 OK\r\n\r\n", fault: .wrong(offset: 0, .statusLine)),
        Case(text: "SSH-2.0", fault: .wrong(offset: 0, .statusLine)),
        Case(text: "HTTP/1.1 20 OK\r\n\r\n", fault: .wrong(offset: 0, .statusLine)),
        Case(text: "HTTP/1.1 +20 OK\r\n\r\n", fault: .wrong(offset: 0, .statusLine)),
        Case(text: "HTTP/2 200\r\n\r\n", fault: .wrong(offset: 0, .statusLine)),
        Case(text: ok + "no colon\r\n\r\n", fault: .wrong(offset: 17, .headerLine)),
        Case(text: ok + "Name : x\r\n\r\n", fault: .wrong(offset: 17, .headerLine)),
        Case(text: ok + " folded first\r\n\r\n", fault: .wrong(offset: 17, .headerLine)),
        Case(text: ok + "Content-Length: -1\r\n\r\n", fault: .wrong(offset: 37, .contentLength)),
        Case(text: ok + "Content-Length: 1, 2\r\n\r\n", fault: .wrong(offset: 39, .contentLength)),
        Case(text: ok + "Content-Length:\r\n\r\n", fault: .wrong(offset: 34, .contentLength)),
        Case(
            text: ok + "Content-Length: 99999999999999999999\r\n\r\n", fault: .wrong(offset: 55, .contentLength)),
        Case(text: ok + "Transfer-Encoding: gzip, chunked\r\n\r\n", fault: .wrong(offset: 51, .transferCoding)),
        Case(text: ok + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n", fault: .wrong(offset: 47, .chunkSize)),
        Case(text: ok + "Transfer-Encoding: chunked\r\n\r\n-1\r\n", fault: .wrong(offset: 47, .chunkSize)),
        Case(text: ok + "Transfer-Encoding: chunked\r\n\r\n1\r\nxx\r\n", fault: .wrong(offset: 51, .chunkEnd)),
        Case(
            text: ok + "Transfer-Encoding: chunked\r\n\r\n1;" + String(repeating: "e", count: 2000),
            fault: .wrong(offset: 47, .chunkSize)),
        Case(text: ok + "Content-Length: 2097153\r\n\r\n", fault: .tooLarge(.body)),
        Case(text: ok + "Transfer-Encoding: chunked\r\n\r\n200001\r\n", fault: .tooLarge(.body)),
        Case(text: ok + "Transfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n", fault: .tooLarge(.body)),
        Case(text: ok + "X: " + String(repeating: "x", count: 65536), fault: .tooLarge(.head)),
        Case(
            text: String(repeating: "HTTP/1.1 100 Continue\r\nX: y\r\n\r\n", count: 3000), fault: .tooLarge(.head)),
    ]

    private func parse(_ bytes: [UInt8], pieces: Int, closes: Bool) -> HTTPResponseParser.Progress {
        var parser = HTTPResponseParser()
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            parser.feed(Array(bytes[start..<min(start + pieces, bytes.count)]))
        }
        if closes { parser.finish() }
        return parser.progress
    }

    @Test(arguments: cases)
    func outcome(_ item: Case) {
        let bytes = Array(item.text.utf8)
        let whole = parse(bytes, pieces: max(bytes.count, 1), closes: item.closes)
        switch whole {
        case .reading: Issue.record("still reading")
        case .failed(let fault): #expect(fault == item.fault)
        case .done(let response):
            #expect(item.fault == nil)
            #expect(String(decoding: response.body, as: UTF8.self) == item.body)
            #expect(response.status == item.status)
        }
        for pieces in [1, 2, 3, 7] {
            #expect(parse(bytes, pieces: pieces, closes: item.closes) == whole, "in pieces of \(pieces)")
        }
    }

    @Test func headers() throws {
        var parser = HTTPResponseParser()
        parser.feed(
            Array(
                "HTTP/1.1 302 Found here\r\nlocation:\t/x \r\nX-A: 1\r\n  2\r\nx-a: 3\r\nContent-Length: 0\r\n\r\n".utf8
            ))
        guard case .done(let response) = parser.progress else {
            Issue.record("\(parser.progress)")
            return
        }
        #expect(response.reason == "Found here")
        #expect(response.headers("X-A") == ["1 2", "3"])
        #expect(response.header("Location") == "/x")
        #expect(response.redirect == "/x")
        #expect(response.header("Nothing") == nil)
    }

    @Test func aBodyWithoutLengthIsBoundedToo() {
        var parser = HTTPResponseParser()
        parser.feed(Array("HTTP/1.1 200 OK\r\n\r\n".utf8))
        let piece = [UInt8](repeating: 0, count: 64 * 1024)
        for _ in 0..<32 { parser.feed(piece) }
        #expect(parser.progress == .reading, "2 MiB exactly are read")
        parser.feed([0])
        #expect(parser.progress == .failed(.tooLarge(.body)))
        parser.feed([0])
        parser.finish()
        #expect(parser.progress == .failed(.tooLarge(.body)), "a fault is final")
    }

    @Test func mutationsDoNotCrashAndDoNotDependOnTheCut() {
        var generator = FixedGenerator(seed: 9112)
        let seeds = Self.cases.map { Array($0.text.utf8) }.filter { (20..<200).contains($0.count) }
        for _ in 0..<3000 {
            var bytes = seeds[Int.random(in: 0..<seeds.count, using: &generator)]
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            bytes.removeLast(Int.random(in: 0...bytes.count / 2, using: &generator))
            let whole = parse(bytes, pieces: max(bytes.count, 1), closes: true)
            #expect(parse(bytes, pieces: 1, closes: true) == whole)
            #expect(whole != .reading)
        }
    }
}
