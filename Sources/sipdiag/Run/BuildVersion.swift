import Playbooks
import Probes

/// What `--version` says. Without a look at any file of the knowledge: monitoring asks often.
enum BuildVersion {
    static let text = "sipdiag \(SipdiagVersion.text) (playbooks \(Playbooks.version), swift \(swift))"

    /// The compiler tells its version to conditions alone.
    private static var swift: String {
        #if compiler(>=6.4)
            "6.4 or later"
        #elseif compiler(>=6.3)
            "6.3"
        #else
            "6.2"
        #endif
    }
}
