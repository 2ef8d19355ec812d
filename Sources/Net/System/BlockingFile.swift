import Glibc

/// An open file that is read and written in whole, waiting for as long as it takes; closed when it goes out of scope.
struct BlockingFile: ~Copyable {
    private let fd: Int32

    /// - Parameter mode: The permissions of a file that `flags` create.
    init(_ path: String, _ flags: Int32, mode: mode_t = 0) throws(FileError) {
        fd = open(path, flags | O_CLOEXEC, mode)
        if fd < 0 { throw FileError(errno) }
    }

    deinit {
        close(fd)
    }

    func write(_ bytes: [UInt8]) throws(FileError) {
        try Self.write(bytes, to: fd)
    }

    /// Whether it is no pipe, socket or device.
    /// - Throws: also for a folder.
    var isRegular: Bool {
        get throws(FileError) {
            var status = stat()
            guard fstat(fd, &status) == 0 else { throw FileError(errno) }
            guard status.st_mode & S_IFMT != S_IFDIR else { throw .isDirectory }
            return status.st_mode & S_IFMT == S_IFREG
        }
    }

    /// Everything up to the end.
    func read(limit: Int) throws(FileError) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(fd, &buffer, buffer.count)
            if count == 0 { return bytes }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileError(errno)
            }
            guard bytes.count + count <= limit else { throw .tooLarge(limit: limit) }
            bytes += buffer[..<count]
        }
    }

    /// Puts the data on the disk and sets the permissions, whatever the umask.
    func settle(mode: mode_t) throws(FileError) {
        guard fchmod(fd, mode) == 0, fsync(fd) == 0 else { throw FileError(errno) }
    }

    /// Also for descriptors that somebody else owns and has perhaps made non-blocking.
    static func write(_ bytes: [UInt8], to fd: Int32) throws(FileError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
                return Glibc.write(fd, rest.baseAddress, rest.count)
            }
            if count >= 0 {
                written += count
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN:
                var room = pollfd(fd: fd, events: Int16(POLLOUT), revents: 0)
                poll(&room, 1, -1)
            case let code: throw FileError(code)
            }
        }
    }
}
