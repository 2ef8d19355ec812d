import Net

/// So many labs at a time: all of them at once would keep the reactor busy for longer than anybody's patience.
@NetActor
enum Lanes {
    private static var free = 6
    private static let room = WaitingRoom<Void>(time: SystemTime())

    static func take() async {
        while free == 0 { _ = await room.wait(until: .distantFuture) }
        free -= 1
    }

    static func leave() {
        free += 1
        _ = room.resumeFirst(returning: ())
    }
}
