import Glibc

/// Why a file or a standard stream could not be read or written.
package enum FileError: Error, Sendable, Hashable, CustomStringConvertible {
    case notFound
    case permissionDenied
    case isDirectory
    /// A pipe, a socket or a device.
    case notRegular
    /// More than so many bytes.
    case tooLarge(limit: Int)
    case noSpace
    /// The reader of the pipe has gone.
    case brokenPipe
    /// Any other errno.
    case other(Int32)

    init(_ code: Int32) {
        self =
            switch code {
            case ENOENT, ENOTDIR: .notFound
            case EACCES, EPERM: .permissionDenied
            case EISDIR: .isDirectory
            case ENOSPC, EDQUOT: .noSpace
            case EPIPE: .brokenPipe
            default: .other(code)
            }
    }

    package var description: String {
        switch self {
        case .notFound: "no such file"
        case .permissionDenied: "permission denied"
        case .isDirectory: "is a directory"
        case .notRegular: "not a file, but a pipe, a socket or a device"
        case .tooLarge(let limit): "larger than \(limit) bytes"
        case .noSpace: "no space left on the device"
        case .brokenPipe: "the reader has gone"
        case .other(let code): String(cString: strerror(code))
        }
    }
}
