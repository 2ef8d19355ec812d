import Testing

@testable import DNS

@Suite struct StreamFramingTests {
    @Test(arguments: 1...9)
    func assemblesMessagesFromPartsOfAnySize(_ size: Int) {
        let stream = StreamFraming.frame([1, 2, 3]) + StreamFraming.frame([]) + StreamFraming.frame([4])
        var framing = StreamFraming()
        var messages: [[UInt8]] = []
        for start in stride(from: 0, to: stream.count, by: size) {
            messages += framing.receive(Array(stream[start..<min(start + size, stream.count)]))
        }
        #expect(messages == [[1, 2, 3], [], [4]])
    }

    @Test func waitsForTheLastOctet() {
        var framing = StreamFraming()
        #expect(framing.receive([0xFF, 0xFF] + [UInt8](repeating: 0, count: 65_534)).isEmpty)
        #expect(framing.receive([0]).first?.count == 65_535)
    }
}
