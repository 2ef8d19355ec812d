/// Which check begins next: so many at once in all, and so many toward one host, in the order of the list. Who waits for
/// a host stands in nobody else's way.
struct CheckQueue: Sendable {
    private let atOnce: Int
    private let perHost: Int
    private let hosts: [String]
    private var running = 0
    private var runningOf: [String: Int] = [:]
    /// The checks that wait for a host, the next one last.
    private var waitingOf: [String: [Int]] = [:]
    /// Hosts that have room and somebody who waits, the next one last; each once.
    private var ready: [String]

    /// - Parameter hosts: of each check.
    init(hosts: [String], atOnce: Int, perHost: Int) {
        self.hosts = hosts
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
        guard running < atOnce, let host = ready.popLast(), let index = waitingOf[host]?.popLast() else { return nil }
        running += 1
        runningOf[host, default: 0] += 1
        if hasWork(host) { ready.insert(host, at: 0) }
        return index
    }

    /// A check that had begun makes room.
    mutating func leave(_ index: Int) {
        let host = hosts[index]
        let wasFull = runningOf[host] == perHost
        running -= 1
        runningOf[host, default: 1] -= 1
        if wasFull, hasWork(host) { ready.insert(host, at: 0) }
    }

    private func hasWork(_ host: String) -> Bool {
        runningOf[host, default: 0] < perHost && waitingOf[host]?.isEmpty == false
    }
}
