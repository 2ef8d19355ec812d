/// When a host begins within the time over which all hosts of a site are spread: the same moment every run, as systemd's
/// `FixedRandomDelay=` has it, so that intervals keep their length.
package enum Splay {
    /// - Parameter most: Milliseconds, more than 0.
    /// - Returns: Milliseconds, less than `most`.
    package static func offset(of host: String, within most: Int) -> Int {
        // FNV-1a: names that differ in their last digit lie far apart.
        let hash = host.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return Int((hash ^ hash >> 32) % UInt64(most))
    }
}
