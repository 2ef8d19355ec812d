import Glibc

/// What the standard streams lead to.
package enum Terminal {
    package static func isTerminal(_ fd: Int32) -> Bool {
        isatty(fd) == 1
    }

    /// Columns of the terminal on standard output or, failing that, standard error; nil if neither is one.
    package static var width: Int? {
        for fd in [STDOUT_FILENO, STDERR_FILENO] {
            var size = winsize()
            if ioctl(fd, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        }
        return nil
    }
}
