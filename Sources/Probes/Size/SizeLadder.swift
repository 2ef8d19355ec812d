/// OPTIONS of growing sizes, and what follows from those that get no answer: a value that sends nothing.
///
/// Three things end a large request that a small one survives, and each has its own pattern (`network.md` 1.6): fragments
/// that are dropped kill all that does not fit into one packet; a path MTU of which no router tells kills what fits
/// here and not there, unless it may be cut on the way; a server's own limit kills by size alone.
struct SizeLadder: Sendable {
    /// One request to send.
    struct Step: Hashable, Sendable {
        enum Way: Hashable, Sendable {
            /// As any program sends UDP: a packet that fits must not be cut on the way.
            case usual
            /// Routers may cut it.
            case fragments
            case tcp
        }

        var bytes: Int
        var way = Way.usual
    }

    /// What became of it.
    enum Fate: Hashable, Sendable {
        case answered
        /// By a code that speaks of its size.
        case refused(Int)
        case silent
        /// It could not be asked for another reason.
        case unknown
    }

    /// Below 1300 bytes UDP is always right (RFC 3261 18.1.1); 1500 is the usual link; beyond it the kernel cuts.
    static let rungs = [600, 1200, 1350, 1450, 1600, 3000]
    static let refusals: Set<Int> = [400, 413, 414, 513]

    let sizes: [Int]
    /// The largest request that leaves this host in one packet.
    var packetBytes: Int
    private(set) var fates: [Step: Fate] = [:]
    /// The smallest one, asked again with those that died.
    private(set) var control: Fate?

    /// The code of the smallest one's answer.
    var smallestCode: Int?
    /// Sizes that were answered only when they were sent again: packets get lost.
    var resent = 0

    /// - Parameter invite: The size of the INVITE that is in question; it becomes a rung of its own.
    init(invite: Int?, packetBytes: Int) {
        let sizes = Self.rungs + (invite.map { [$0] } ?? [])
        self.sizes = Set(sizes).sorted()
        self.packetBytes = packetBytes
    }

    var first: [Step] { sizes.map { Step(bytes: $0) } }

    /// Those that died once more, for one loss proves nothing, and in fragments; beside them the smallest one; and the first
    /// that died over TCP, with the smallest to compare.
    var second: [Step] {
        guard let from = diesFrom else { return [] }
        let again = dead.flatMap { [Step(bytes: $0), Step(bytes: $0, way: .fragments)] }
        let smallest = dead.isEmpty || dead.first == sizes[0] ? [] : [Step(bytes: sizes[0])]
        return smallest + again + Set([sizes[0], from]).sorted().map { Step(bytes: $0, way: .tcp) }
    }

    /// An answer counts for more than silence, whichever came first.
    mutating func note(_ step: Step, _ fate: Fate) {
        var fate = fate
        // A server that calls every request bad does not speak of its size.
        if case .refused(let code) = fate, step.bytes == sizes[0] || code == smallestCode { fate = .answered }
        if step == Step(bytes: sizes[0]), let known = fates[step], known != .silent { return control = fate }
        switch fates[step] {
        case .answered, .refused: return
        case .silent where fate == .unknown: return
        default: fates[step] = fate
        }
    }

    // MARK: - Reading

    func fate(_ bytes: Int, _ way: Step.Way = .usual) -> Fate { fates[Step(bytes: bytes, way: way)] ?? .unknown }

    /// Every size could be asked.
    var isComplete: Bool { sizes.allSatisfy { fate($0) != .unknown } }

    /// Sizes that nobody answered.
    var dead: [Int] { sizes.filter { fate($0) == .silent } }

    /// Sizes that were refused for their size.
    var refused: [Int] { sizes.filter { if case .refused = fate($0) { true } else { false } } }

    /// The smallest size that did not get through.
    var diesFrom: Int? { (dead + refused).min() }

    /// The largest size below which everything got through.
    var passesBytes: Int? { sizes.last { size in size < diesFrom ?? .max && fate(size) == .answered } }

    var verdict: Verdict {
        guard isComplete else { return .undecided }
        guard let from = diesFrom else { return .clear }
        guard !dead.isEmpty else { return isRefusedAbove(from) ? .serverLimit : .undecided }
        let isSmallestSilent = dead == sizes || control == .silent
        guard isSmallestSilent else { return control == .answered ? verdictOfSilence : .undecided }
        return dead.allSatisfy { fate($0, .fragments) == .silent } ? .fellSilent : .undecided
    }

    enum Verdict: String, Sendable {
        case clear
        case fragmentsDropped = "fragments_dropped"
        case blackHole = "black_hole"
        case serverLimit = "server_limit"
        case tooLarge = "too_large"
        case fellSilent = "fell_silent"
        case undecided
    }

    private func isRefusedAbove(_ size: Int) -> Bool { refused == sizes.filter { $0 >= size } }

    private var verdictOfSilence: Verdict {
        // Where others needed a second try as well, chance may have taken these in all of theirs.
        guard resent < 2 else { return .undecided }
        let whole = dead.filter { $0 <= packetBytes }
        let cut = dead.filter { $0 > packetBytes }
        let allCut = sizes.filter { $0 > packetBytes }
        guard let from = whole.first else {
            guard cut == allCut else { return .undecided }
            return verdict(inFragments: cut, allDead: .fragmentsDropped)
        }
        // Loss takes sizes at random; a limit takes all from one on.
        guard whole == sizes.filter({ $0 >= from && $0 <= packetBytes }), cut.isEmpty || cut == allCut else {
            return .undecided
        }
        if cut.isEmpty, !allCut.isEmpty { return .blackHole }
        // Over IPv6 nobody cuts on the way: only what does not fit here can be made of smaller packets.
        if !cut.isEmpty, cut.allSatisfy({ fate($0, .fragments) == .answered }) { return .blackHole }
        let isMuteOverTCP = fate(from, .tcp) == .silent && fate(sizes[0], .tcp) == .answered
        return verdict(inFragments: whole, allDead: isMuteOverTCP ? .serverLimit : .tooLarge)
    }

    private func verdict(inFragments sizes: [Int], allDead: Verdict) -> Verdict {
        let fates = sizes.map { fate($0, .fragments) }
        if fates.allSatisfy({ $0 == .silent }) { return allDead }
        return fates.allSatisfy { $0 != .silent && $0 != .unknown } ? .blackHole : .undecided
    }
}
