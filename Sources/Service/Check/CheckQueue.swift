/// Which check begins next: so many at once in all, and so many toward one host, in the order of the list. Who waits for
/// a host stands in nobody else's way, nor does who waits for a silent one.
struct CheckQueue: Sendable {
    private let atOnce: Int
    private let perHost: Int
    private let slowAtOnce: Int
    private let hosts: [String]
    private var running: Set<Int> = []
    /// Those of them that keep no place from another one.
    private var slow: Set<Int> = []
    private var runningOf: [String: Int] = [:]
    /// The checks that wait for a host, the next one last.
    private var waitingOf: [String: [Int]] = [:]
    /// Hosts that have room and somebody who waits, the next one last; each once.
    private var ready: [String]

    /// - Parameters:
    ///   - hosts: of each check.
    ///   - slowAtOnce: How many may be on their way beside `atOnce`, once they are slow.
    init(hosts: [String], atOnce: Int, perHost: Int, slowAtOnce: Int = 0) {
        self.hosts = hosts
        self.slowAtOnce = slowAtOnce
        self.atOnce = atOnce
        self.perHost = perHost
        ready = []
        for index in hosts.indices.reversed() { waitingOf[hosts[index], default: []].append(index) }
        var seen: Set<String> = []
        for host in hosts where seen.insert(host).inserted { ready.append(host) }
        ready.reverse()
    }

    /// The check to begin now; nil while there is no room, and when none is left.
    mutating func next() -> Int? {
        guard running.count - slow.count < atOnce, let host = ready.popLast(),
            let index = waitingOf[host]?.popLast()
        else { return nil }
        running.insert(index)
        runningOf[host, default: 0] += 1
        if hasWork(host) { ready.insert(host, at: 0) }
        return index
    }

    /// A check that takes its time lets another one begin.
    mutating func slowDown(_ index: Int) {
        if running.contains(index), slow.count < slowAtOnce { slow.insert(index) }
    }

    /// A check that had begun makes room.
    mutating func leave(_ index: Int) {
        let host = hosts[index]
        let wasFull = runningOf[host] == perHost
        running.remove(index)
        slow.remove(index)
        runningOf[host, default: 1] -= 1
        if wasFull, hasWork(host) { ready.insert(host, at: 0) }
    }

    private func hasWork(_ host: String) -> Bool {
        runningOf[host, default: 0] < perHost && waitingOf[host]?.isEmpty == false
    }
}
