import Glibc

/// Holds a lock of the whole file until it goes out of scope, or its process ends however it ends (flock(2)).
package struct FileLock: ~Copyable {
    private let fd: Int32

    /// - Returns: nil where somebody else holds it.
    /// - Throws: why the file cannot be opened or made.
    package static func take(_ path: String) throws(FileError) -> FileLock? {
        let fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard fd >= 0 else { throw FileError(errno) }
        let lock = FileLock(fd: fd)
        while flock(fd, LOCK_EX | LOCK_NB) != 0 {
            switch errno {
            case EINTR: continue
            case EWOULDBLOCK: return nil
            case let code: throw FileError(code)
            }
        }
        return lock
    }

    private init(fd: Int32) {
        self.fd = fd
    }

    deinit {
        close(fd)
    }
}
