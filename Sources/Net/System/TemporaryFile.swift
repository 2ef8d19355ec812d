import Glibc

/// A file of this program's own under `$TMPDIR`, readable for its user alone; it goes when its owner goes.
package final class TemporaryFile: Sendable {
    package let path: String

    /// - Parameter suffix: The end of its name.
    package init(_ bytes: [UInt8], suffix: String) throws(FileError) {
        let folder = Environment.value("TMPDIR") ?? "/tmp"
        path = "\(folder)/sipdiag-\(getpid())-\(String(UInt64.random(in: .min ... .max), radix: 36))\(suffix)"
        try BlockingFile(path, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600).write(bytes)
    }

    deinit {
        unlink(path)
    }
}
