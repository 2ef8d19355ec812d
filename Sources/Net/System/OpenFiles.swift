import Glibc

/// How many files and sockets this process may have open at once.
package enum OpenFiles {
    private static let fewest = 256
    private static let most: rlim_t = 65_536

    /// Raises the soft limit to the hard one, as far as that is more than a shell gives.
    /// - Returns: the limit in force.
    package static func raiseLimit() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return fewest }
        let wanted = rlimit(rlim_cur: min(limit.rlim_max, most), rlim_max: limit.rlim_max)
        var raised = wanted
        if wanted.rlim_cur > limit.rlim_cur, setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 {
            limit = wanted
        }
        return Int(min(limit.rlim_cur, most))
    }
}
