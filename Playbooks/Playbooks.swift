/// The built-in knowledge: every YAML file of this folder, compiled into the program.
package enum Playbooks {
    /// The built-in files, sorted by path (`trees/sip-408.yaml`).
    package static var files: [(path: String, text: String)] { embeddedFiles }

    /// Eight digits out of the content of the files: the same in every build of the same files.
    package static var version: String { embeddedVersion }
}
