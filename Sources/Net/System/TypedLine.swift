import CShims
import Glibc

/// What came of asking for a line.
package enum TypedLine: Sendable, Equatable {
    /// Without its line end.
    case line([UInt8])
    /// The input ended first.
    case ended
    /// SIGINT or SIGTERM came first.
    case interrupted
}

extension Terminal {
    /// Asks on standard error, and reads one line from the terminal on standard input, which shows nothing of it. Blocks
    /// the thread; however it ends, the terminal is left as it was found.
    package static func readHidden(prompt: String) throws(FileError) -> TypedLine {
        // A signal that killed us here would leave the person with a terminal that shows nothing.
        try watchingSignals { signals throws(FileError) in
            var former = try hide()
            defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &former) }
            // Only now: what is typed before the terminal is silent would be seen, and lost.
            try StandardStream.error.write(prompt)
            let line = try readLine(unless: signals)
            try StandardStream.error.write("\n")
            return line
        }
    }

    /// Asks on standard error, and reads one line from standard input. Blocks the thread.
    package static func read(prompt: String) throws(FileError) -> TypedLine {
        try watchingSignals { signals throws(FileError) in
            try StandardStream.error.write(prompt)
            return try readLine(unless: signals)
        }
    }

    /// Lets SIGINT and SIGTERM arrive at a descriptor meanwhile.
    private static func watchingSignals(
        _ body: (Int32) throws(FileError) -> TypedLine
    ) throws(FileError) -> TypedLine {
        let signals = sd_signals_install()
        defer {
            if signals >= 0 {
                sd_signals_restore()
                close(signals)
            }
        }
        return try body(signals)
    }

    /// - Returns: how the terminal was.
    private static func hide() throws(FileError) -> termios {
        var former = termios()
        guard tcgetattr(STDIN_FILENO, &former) == 0 else { throw FileError(errno) }
        var hidden = former
        hidden.c_lflag &= ~tcflag_t(ECHO)
        hidden.c_lflag |= tcflag_t(ICANON)
        // The keys that kill or stop a program without asking it (Ctrl-\, Ctrl-Z) do nothing meanwhile.
        withUnsafeMutableBytes(of: &hidden.c_cc) { keys in
            for key in [VQUIT, VSUSP] { keys[Int(key)] = 0 }
        }
        guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden) == 0 else { throw FileError(errno) }
        return former
    }

    private static func readLine(unless signals: Int32) throws(FileError) -> TypedLine {
        var line: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            var ready = [STDIN_FILENO, signals].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            let isReady = poll(&ready, 2, -1) > 0
            if ready[1].revents != 0 { return .interrupted }
            let count = isReady ? Glibc.read(STDIN_FILENO, &buffer, buffer.count) : -1
            if count < 0 {
                if errno == EINTR { continue }
                throw FileError(errno)
            }
            if count == 0 { return line.isEmpty ? .ended : .line(line) }
            line += buffer[..<count]
            if line.last == 0x0A { return .line(line.dropLast()) }
        }
    }
}
