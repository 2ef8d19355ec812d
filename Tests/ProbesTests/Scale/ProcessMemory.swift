import Net

/// What this process, with all the tests in it, has of the machine's memory, in kB.
struct ProcessMemory {
    var resident: Int?
    var peak: Int?

    static var now: ProcessMemory {
        let status = String(decoding: (try? FileReader.read("/proc/self/status", limit: 1 << 16)) ?? [], as: UTF8.self)
        func value(_ name: String) -> Int? {
            status.split(separator: "\n").first { $0.hasPrefix("\(name):") }.flatMap { Int($0.filter(\.isNumber)) }
        }
        return ProcessMemory(resident: value("VmRSS"), peak: value("VmHWM"))
    }

    /// The memory of before comes off: other tests have theirs.
    func words(since before: ProcessMemory) -> String {
        guard let resident, let peak, let first = before.resident else { return "memory unknown" }
        return "\(resident - first) kB more than before; peak memory of the whole test process \(peak) kB"
    }
}
