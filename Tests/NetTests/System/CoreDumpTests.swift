import Glibc
import Net
import Testing

@Suite struct CoreDumpTests {
    /// In a process of its own: there is no way back.
    @Test func areOffForGood() async {
        await #expect(processExitsWith: .success) {
            CoreDumps.turnOff()
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
            // The libc's prctl(2) is variadic, which Swift cannot call by its name; PR_GET_DUMPABLE is 3.
            typealias Prctl = @convention(c) (Int32) -> Int32
            let prctl = unsafeBitCast(dlsym(nil, "prctl"), to: Prctl.self)
            exit(limit.rlim_cur == 0 && limit.rlim_max == 0 && prctl(3) == 0 ? EXIT_SUCCESS : EXIT_FAILURE)
        }
    }
}
