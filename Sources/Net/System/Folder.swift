import Glibc

/// Folders, and files on their way within them.
package enum Folder {
    /// Makes a folder, and those above it, for its owner alone; one that exists is left as it is.
    package static func make(_ path: String) throws(FileError) {
        if mkdir(path, 0o700) == 0 { return }
        switch errno {
        case EEXIST:
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { throw .other(ENOTDIR) }
        case ENOENT:
            guard let slash = path.dropFirst().lastIndex(of: "/"), slash != path.startIndex else { throw .notFound }
            try make(String(path[..<slash]))
            guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw FileError(errno) }
        case let code: throw FileError(code)
        }
    }

    /// Renames a file within one file system; what had the other name is replaced.
    package static func move(_ path: String, to other: String) throws(FileError) {
        guard rename(path, other) == 0 else { throw FileError(errno) }
    }

    /// Takes a file away.
    package static func remove(_ path: String) throws(FileError) {
        guard unlink(path) == 0 else { throw FileError(errno) }
    }
}
