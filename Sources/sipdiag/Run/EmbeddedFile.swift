/// The files of this folder that are part of the program (`Sources/EmbedFiles`).
enum EmbeddedFile {
    /// - Parameter path: below `Sources/sipdiag`.
    static func text(_ path: String) -> String { embeddedFiles.first { $0.path == path }?.text ?? "" }
}
