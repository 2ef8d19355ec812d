import Foundation

/// A terminal of a test's own: it sees what the program prints there, and types what the program reads.
final class PseudoTerminal: Sendable {
    private let person: Int32
    /// The program's end, held open: without one the terminal would hang up between two programs.
    private let line: Int32
    let path: String

    init() throws {
        person = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        // unlockpt(3) and ptsname(3), which the Glibc module lacks: TIOCSPTLCK and TIOCGPTN.
        var (isLocked, number): (Int32, Int32) = (0, 0)
        guard ioctl(person, 0x4004_5431, &isLocked) == 0, ioctl(person, 0x8004_5430, &number) == 0 else {
            throw Program.Failed(description: "no pseudo-terminal: \(String(cString: strerror(errno)))")
        }
        path = "/dev/pts/\(number)"
        line = open(path, O_RDWR | O_NOCTTY)
    }

    deinit {
        close(line)
        close(person)
    }

    /// Whether it shows what is typed.
    var echoes: Bool {
        var state = termios()
        return tcgetattr(line, &state) == 0 && state.c_lflag & tcflag_t(ECHO) != 0
    }

    func type(_ text: String) {
        _ = text.withCString { write(person, $0, strlen($0)) }
    }

    func type(bytes: [UInt8]) { _ = write(person, bytes, bytes.count) }

    /// Everything shown until `text` is; what there is after ten seconds without more.
    func shows(until text: String) -> String {
        var shown: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        var ready = pollfd(fd: person, events: Int16(POLLIN), revents: 0)
        while !String(decoding: shown, as: UTF8.self).contains(text), poll(&ready, 1, 10_000) == 1 {
            let count = read(person, &buffer, buffer.count)
            guard count > 0 else { break }
            shown += buffer[..<count]
        }
        return String(decoding: shown, as: UTF8.self)
    }
}
