import Glibc

/// Reads small files: configuration, playbooks, secrets, saved reports. Pipes and `/dev/stdin` serve too.
package enum FileReader {
    /// - Parameter limit: Bytes; a longer file is an error, never cut short.
    package static func read(_ path: String, limit: Int = 16 << 20) throws(FileError) -> [UInt8] {
        try BlockingFile(path, O_RDONLY).read(limit: limit)
    }
}
