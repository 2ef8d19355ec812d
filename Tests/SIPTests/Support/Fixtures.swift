import FoundationEssentials

/// Files under `Tests/Fixtures`, those of `SIP` unless another folder is named.
enum Fixtures {
    static func bytes(_ path: String, in folder: String = "SIP", file: String = #filePath) throws -> [UInt8] {
        let tests = URL(filePath: file).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return Array(try Data(contentsOf: tests.appending(path: "Fixtures/\(folder)/\(path)")))
    }

    static func lines(_ path: String) throws -> [String] {
        String(decoding: try bytes(path), as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
    }

    static func torture(_ name: String) throws -> [UInt8] {
        try bytes("torture/\(name).dat")
    }
}
