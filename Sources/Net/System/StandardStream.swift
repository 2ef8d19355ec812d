import Glibc

/// Standard output and standard error.
package enum StandardStream: Int32, Sendable {
    case output = 1
    case error = 2

    /// Puts a descriptor that cannot be written to in the place of each standard stream that the caller closed: else the
    /// first socket would take its number, and the report would go to the network.
    package static func occupyClosed() {
        for number in Int32(0)...2 where fcntl(number, F_GETFD) < 0 { _ = open("/dev/null", O_RDONLY) }
    }

    /// Without this a report piped into `head` would end the process with SIGPIPE, a call still open.
    private static let ignoresBrokenPipe: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

    /// Writes all of it, unbuffered.
    package func write(_ text: String) throws(FileError) {
        Self.ignoresBrokenPipe
        try BlockingFile.write(Array(text.utf8), to: rawValue)
    }

    package var isTerminal: Bool { Terminal.isTerminal(rawValue) }
}
