import Net

/// Where a person's unfinished dialogue is kept: `$XDG_STATE_HOME/sipdiag`, for nobody else to read.
struct GuideFolder {
    let path: String

    /// Nil where the person has no home.
    init?() {
        let home = Environment.value("HOME").map { "\($0)/.local/state" }
        let named = Environment.value("XDG_STATE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
        guard let state = named ?? home, state.hasPrefix("/") else { return nil }
        path = "\(state)/sipdiag"
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Replaces a file whole; false where it could not be written.
    func write(_ name: String, _ text: String) -> Bool {
        do throws(FileError) {
            try Folder.make(path)
            try AtomicFile.write(file(name), Array(text.utf8), mode: 0o600)
            return true
        } catch {
            return false
        }
    }

    /// Nil where there is none.
    func read(_ name: String) -> [UInt8]? { try? FileReader.read(file(name), limit: 1 << 20) }

    func remove(_ name: String) { try? Folder.remove(file(name)) }

    /// Gives a file another name; what had it is replaced.
    func rename(_ name: String, _ other: String) {
        try? Folder.move(file(name), to: file(other))
    }
}
