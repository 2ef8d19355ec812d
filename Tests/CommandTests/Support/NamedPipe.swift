import Foundation

/// A pipe with a path: a program writes into it, and a test reads what comes while the program runs.
final class NamedPipe: Sendable {
    let path: String
    private let reader: Int32

    init(in folder: String) throws {
        path = "\(folder)/pipe"
        mkfifo(path, 0o600)
        // Not blocking: else it would wait here for the program that is not started yet.
        reader = open(path, O_RDONLY | O_NONBLOCK)
        guard reader >= 0 else { throw Program.Failed(description: "\(path): \(String(cString: strerror(errno)))") }
    }

    deinit {
        close(reader)
    }

    /// Everything written until `text` is; what there is after ten seconds without more.
    func shows(until text: String) -> String {
        var shown: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var ready = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
        while !String(decoding: shown, as: UTF8.self).contains(text), poll(&ready, 1, 10_000) == 1 {
            let count = read(reader, &buffer, buffer.count)
            guard count > 0 else { break }
            shown += buffer[..<count]
        }
        return String(decoding: shown, as: UTF8.self)
    }
}
