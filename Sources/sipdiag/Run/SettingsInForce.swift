import ArgumentParser
import Net
import Settings

/// The settings of this process.
enum SettingsInForce {
    /// - Parameter profile: as the command line names it.
    /// - Throws: what is wrong with a file, a variable or the profile's name.
    static func read(profile: String? = nil) throws -> Settings {
        do {
            return try Settings.resolve(
                files: files.get(), profile: profile, environment: Environment.value, rules: .ofOptions)
        } catch {
            throw ValidationError("\(error)")
        }
    }

    /// Where settings files may lie, the user's first.
    static let paths = SettingPaths.folders(Environment.value).map { "\($0)/config.yaml" }

    /// Those that are there, read once.
    static let files: Result<[SettingsFile], SettingsProblem> = Result { () throws(SettingsProblem) in
        var files: [SettingsFile] = []
        for path in paths {
            if let file = try file(path) { files.append(file) }
        }
        return files
    }

    private static func file(_ path: String) throws(SettingsProblem) -> SettingsFile? {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try FileReader.read(path)
        } catch .notFound {
            return nil
        } catch {
            throw SettingsProblem("\(path): \(error)")
        }
        return try SettingsFile(
            path: path, bytes, home: SettingPaths.home(Environment.value), rules: .ofOptions)
    }
}
