import CShims

/// Whether a crash leaves the process's memory on the disk.
package enum CoreDumps {
    /// None from now on, for as long as the process lives; nor can another process of the same user read its memory.
    /// Called before a secret is read.
    package static func turnOff() {
        // A kernel that refuses a process less than it has would be no reason to refuse the person.
        _ = sd_core_dumps_off()
    }
}
