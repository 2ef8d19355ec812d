package import Diagnosis
package import Net

/// The folder of `--state DIR`: what is remembered from run to run, one run at a time.
package struct StateStore: ~Copyable {
    /// Why the folder cannot be used.
    package enum Problem: Error, Equatable, CustomStringConvertible {
        case inUse(path: String)
        case file(path: String, FileError)

        package var description: String {
            switch self {
            case .inUse(let path): "\(path): another run holds it"
            case .file(let path, let error): "\(path): \(error)"
            }
        }
    }

    private let path: String
    /// Held for the life of this value.
    private let lock: FileLock
    /// What could not be used, and where it lies now: for the person, no reason to stop.
    package let warning: String?
    package var state: CheckState

    /// Larger ones are no state of ours: 64 MiB are some 200,000 checks.
    private static let limit = JSON.maximumBytes

    /// Takes the folder for this run, and makes it where it is missing.
    package static func open(_ folder: String, now: Timestamp) throws(Problem) -> StateStore {
        let lock = try take(folder)
        let path = "\(folder)/state.json"
        let (state, warning) = try read(path, now: now)
        return StateStore(path: path, lock: lock, warning: warning, state: state)
    }

    private init(path: String, lock: consuming FileLock, warning: String?, state: CheckState) {
        self.path = path
        self.lock = lock
        self.warning = warning
        self.state = state
    }

    private static func take(_ folder: String) throws(Problem) -> FileLock {
        do {
            try Folder.make(folder)
            if let lock = try FileLock.take("\(folder)/lock") { return lock }
        } catch {
            throw .file(path: folder, error)
        }
        throw .inUse(path: folder)
    }

    /// What a file holds that cannot be read as state is set aside, never trusted.
    private static func read(_ path: String, now: Timestamp) throws(Problem) -> (CheckState, String?) {
        do throws(FileError) {
            let bytes: [UInt8]
            do throws(FileError) {
                bytes = try FileReader.read(path, limit: limit)
            } catch FileError.notFound {
                return (CheckState(), nil)
            }
            do throws(ReportProblem) {
                return (try CheckState(bytes), nil)
            } catch {
                let aside = "\(path).unusable-\(now.millisecondsSince1970)"
                try Folder.move(path, to: aside)
                return (CheckState(), "\(path): \(error); it lies at \(aside) now, and nothing is remembered")
            }
        } catch {
            throw .file(path: path, error)
        }
    }

    /// Replaces what is on the disk whole: a run that is killed leaves the old state or the new.
    package func save() throws(Problem) {
        do {
            try AtomicFile.write(path, Array(state.encoded.utf8), mode: 0o600, isAlone: true)
        } catch {
            throw .file(path: path, error)
        }
    }
}
