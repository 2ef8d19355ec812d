import Glibc
import Testing

@testable import Net

/// What the standard streams meet when they are pipes.
@Suite struct BlockingFileTests {
    private func pipeEnds() throws -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        return (ends[0], ends[1])
    }

    @Test("A reader that has gone is an error, not the end of the process")
    func brokenPipe() throws {
        try StandardStream.error.write("")
        let ends = try pipeEnds()
        defer { close(ends.writing) }
        close(ends.reading)
        #expect(throws: FileError.brokenPipe) { try BlockingFile.write([1], to: ends.writing) }
    }

    @Test("More than a non-blocking pipe holds is written as the reader takes it")
    func slowReader() async throws {
        let ends = try pipeEnds()
        #expect(fcntl(ends.writing, F_SETFL, O_NONBLOCK) == 0)
        let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0) }
        let reader = Task.detached {
            var received: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 10_000)
            while case let count = read(ends.reading, &buffer, buffer.count), count > 0 { received += buffer[..<count] }
            return received
        }
        try BlockingFile.write(bytes, to: ends.writing)
        close(ends.writing)
        let isWhole = await reader.value == bytes
        #expect(isWhole)
        close(ends.reading)
    }

    @Test("A full disk is named")
    func fullDisk() throws {
        let full = open("/dev/full", O_WRONLY)
        defer { close(full) }
        #expect(throws: FileError.noSpace) { try BlockingFile.write([1], to: full) }
    }
}
