import Glibc

/// Replaces a file in one step: whoever reads it sees the old content or the new, never a part.
package enum AtomicFile {
    /// Writes beside `path`, flushes to the disk and renames. Symbolic links are followed, and a device or a pipe
    /// (`/dev/null`, `/dev/stdout`) is written to, not replaced.
    /// - Parameters:
    ///   - mode: The file's permissions, whatever the umask.
    ///   - isAlone: Nobody else writes it at the same time; what a killed writer left beside it goes.
    package static func write(
        _ path: String, _ bytes: [UInt8], mode: UInt32 = 0o644, isAlone: Bool = false
    ) throws(FileError) {
        var status = stat()
        let exists = stat(path, &status) == 0
        if exists, status.st_mode & S_IFMT == S_IFDIR { throw .isDirectory }
        if exists, status.st_mode & S_IFMT != S_IFREG {
            return try BlockingFile(path, O_WRONLY).write(bytes)
        }
        let target = exists ? try resolve(path) : path
        let temporary = temporaryPath(beside: target, isAlone)
        if isAlone { unlink(temporary) }
        do throws(FileError) {
            let file = try BlockingFile(temporary, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
            try file.write(bytes)
            try file.settle(mode: mode)
            guard rename(temporary, target) == 0 else { throw FileError(errno) }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    private static func resolve(_ path: String) throws(FileError) -> String {
        guard let resolved = realpath(path, nil) else { throw FileError(errno) }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Hidden, and with an ending of its own: node_exporter reads every `*.prom` of the folder.
    private static func temporaryPath(beside path: String, _ isAlone: Bool) -> String {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        let name = path.dropFirst(folder.count)
        let writer = isAlone ? "" : ".\(getpid())-\(UInt32.random(in: .min ... .max))"
        return "\(folder).\(name)\(writer).tmp"
    }
}
