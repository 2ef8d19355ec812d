import Glibc

/// Reads small files: configuration, playbooks, secrets, saved reports. Pipes and `/dev/stdin` serve too.
package enum FileReader {
    /// - Parameter limit: Bytes; a longer file is an error, never cut short.
    package static func read(_ path: String, limit: Int = 16 << 20) throws(FileError) -> [UInt8] {
        try BlockingFile(path, O_RDONLY).read(limit: limit)
    }

    /// A file in the narrow sense, such as a folder of somebody else may hold it: a pipe or a device, which might never end, is
    /// an error.
    package static func readRegular(_ path: String, limit: Int = 16 << 20) throws(FileError) -> [UInt8] {
        // To open a pipe that nobody writes to would wait for ever.
        let file = try BlockingFile(path, O_RDONLY | O_NONBLOCK)
        guard try file.isRegular else { throw .notRegular }
        return try file.read(limit: limit)
    }

    /// Who may do what with a file, as `chmod` counts: 0o600. Nil where it cannot be seen.
    package static func permissions(_ path: String) -> UInt32? {
        var facts = stat()
        return stat(path, &facts) == 0 ? facts.st_mode & 0o7777 : nil
    }
}
