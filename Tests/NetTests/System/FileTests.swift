import Glibc
import Net
import Testing

/// A folder of its own for each test.
@Suite struct FileTests {
    private let folder: Folder

    final class Folder: Sendable {
        let path: String

        init() throws {
            var template = Array("/tmp/sipdiag-net-XXXXXX".utf8CString)
            path = String(cString: try #require(mkdtemp(&template)))
        }

        deinit {
            for name in names { unlink("\(path)/\(name)") }
            rmdir(path)
        }

        var names: Set<String> {
            guard let stream = opendir(path) else { return [] }
            defer { closedir(stream) }
            var names: Set<String> = []
            while let entry = readdir(stream) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name != ".", name != ".." { names.insert(name) }
            }
            return names
        }
    }

    init() throws {
        folder = try Folder()
    }

    @Test("A written file is read back, replaced whole, mode 0644, and nothing is left beside it")
    func replace() throws {
        let path = "\(folder.path)/report.prom"
        try AtomicFile.write(path, Array("first, and longer".utf8))
        try AtomicFile.write(path, Array("second".utf8))
        #expect(try FileReader.read(path) == Array("second".utf8))
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(status.st_mode & 0o7777 == 0o644)
        #expect(folder.names == ["report.prom"])
    }

    @Test("A symbolic link is followed, not replaced")
    func link() throws {
        let path = "\(folder.path)/real"
        let link = "\(folder.path)/link"
        try AtomicFile.write(path, [1])
        #expect(symlink("real", link) == 0)
        try AtomicFile.write(link, [2])
        #expect(try FileReader.read(path) == [2])
        var status = stat()
        #expect(lstat(link, &status) == 0)
        #expect(status.st_mode & S_IFMT == S_IFLNK)
        #expect(folder.names == ["real", "link"])
    }

    @Test("A device is written to, not replaced")
    func device() throws {
        try AtomicFile.write("/dev/null", [1, 2, 3])
        var status = stat()
        #expect(stat("/dev/null", &status) == 0)
        #expect(status.st_mode & S_IFMT == S_IFCHR)
        #expect(throws: FileError.noSpace) { try AtomicFile.write("/dev/full", [1]) }
    }

    @Test("Each way of failing has its own name")
    func errors() throws {
        let path = "\(folder.path)/file"
        try AtomicFile.write(path, [1, 2, 3])
        #expect(try FileReader.read(path, limit: 3) == [1, 2, 3])
        #expect(throws: FileError.tooLarge(limit: 2)) { try FileReader.read(path, limit: 2) }
        #expect(throws: FileError.tooLarge(limit: 100)) { try FileReader.read("/dev/zero", limit: 100) }
        #expect(throws: FileError.notFound) { try FileReader.read("\(folder.path)/none") }
        #expect(throws: FileError.notFound) { try FileReader.read("\(path)/below") }
        #expect(throws: FileError.isDirectory) { try FileReader.read(folder.path) }
        #expect(throws: FileError.isDirectory) { try AtomicFile.write(folder.path, [1]) }
        #expect(throws: FileError.notFound) { try AtomicFile.write("\(folder.path)/none/file", [1]) }
        #expect(throws: FileError.notFound) { try AtomicFile.write("", [1]) }
        #expect(folder.names == ["file"])
    }

    @Test("The environment is read")
    func environment() {
        #expect(Environment.value("PATH") != nil)
        #expect(Environment.value("SIPDIAG_NO_SUCH_VARIABLE") == nil)
    }

    @Test("A pseudo-terminal is a terminal, a file is not")
    func terminal() throws {
        let pseudo = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        let file = open("/dev/null", O_RDONLY)
        defer {
            close(pseudo)
            close(file)
        }
        #expect(Terminal.isTerminal(pseudo))
        #expect(!Terminal.isTerminal(file))
        #expect(!Terminal.isTerminal(-1))
    }
}
