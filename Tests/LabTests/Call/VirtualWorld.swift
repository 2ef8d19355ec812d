import Net
import SIP

@testable import Lab

/// A caller and a server's callees in virtual time, with a network between them that is as bad as the weather.
struct VirtualWorld {
    private(set) var call: Call
    private(set) var parties: [CalledParty] = []
    /// What the caller was told, in its order.
    private(set) var told: [CallAction] = []
    private(set) var now = 0
    private let script: CallScript
    private var weather: Weather
    private var order = 0
    private var deliveries: [Delivery] = []
    private var callerTimers: [CallTimer: Due] = [:]
    private var calleeTimers: [[PartyTimer: Due]] = []

    /// The one with the lower order is first where the times are the same.
    private struct Due: Comparable {
        let time: Int
        let order: Int

        static func < (left: Due, right: Due) -> Bool { (left.time, left.order) < (right.time, right.order) }
    }

    private struct Delivery {
        let due: Due
        let toCallee: Bool
        let message: Message
    }

    private enum Next {
        case delivery(Int)
        case caller(CallTimer)
        case callee(Int, PartyTimer)
    }

    private static let flightMs = 5

    init(_ call: Call, _ script: CallScript, _ weather: Weather) {
        self.call = call
        self.script = script
        self.weather = weather
        handle(.start)
    }

    var book: CallBook {
        var book = CallBook()
        book.calls = parties.map(\.record)
        return book
    }

    /// Until nothing is left to happen; false if that takes more than 20,000 events.
    mutating func run() -> Bool {
        for _ in 0..<20_000 {
            guard let (due, next) = next() else { return true }
            now = due.time
            switch next {
            case .delivery(let index):
                let delivery = deliveries.remove(at: index)
                if delivery.toCallee { receive(delivery.message) } else { handle(.received(delivery.message)) }
            case .caller(let timer):
                callerTimers[timer] = nil
                handle(.timer(timer))
            case .callee(let index, let timer):
                calleeTimers[index][timer] = nil
                handle(.timer(timer), at: index)
            }
        }
        return false
    }

    private func next() -> (Due, Next)? {
        var first: (due: Due, next: Next)?
        func consider(_ due: Due, _ next: Next) {
            if first.map({ due < $0.due }) ?? true { first = (due, next) }
        }
        for (index, delivery) in deliveries.enumerated() { consider(delivery.due, .delivery(index)) }
        for (timer, due) in callerTimers { consider(due, .caller(timer)) }
        for (index, timers) in calleeTimers.enumerated() {
            for (timer, due) in timers { consider(due, .callee(index, timer)) }
        }
        return first
    }

    private mutating func due(afterMs: Int) -> Due {
        order += 1
        return Due(time: now + afterMs, order: order)
    }

    private mutating func send(_ bytes: [UInt8], toCallee: Bool) {
        guard case .message(let message, _) = Message.parse(bytes, framing: .datagram) else { return }
        for delay in weather.arrivals() {
            deliveries.append(
                Delivery(due: due(afterMs: Self.flightMs + delay), toCallee: toCallee, message: message))
        }
    }

    private mutating func handle(_ event: CallEvent) {
        for action in call.handle(event) {
            switch action {
            case .send(let bytes, _): send(bytes, toCallee: true)
            case .start(let timer, let after): callerTimers[timer] = due(afterMs: after)
            case .stop(let timer): callerTimers[timer] = nil
            default: told.append(action)
            }
        }
    }

    /// As `CallServer` does it.
    private mutating func receive(_ message: Message) {
        let event = PartyEvent.received(message, from: VirtualParty.caller, at: VirtualParty.server)
        if let index = parties.firstIndex(where: { $0.owns(message) }) { return handle(event, at: index) }
        guard let method = message.method, method != .ack else { return }
        guard method == .invite, message.to?.tag == nil else {
            if let response = try? ResponseBuilder(to: message, 481).build() { send(response.bytes, toCallee: false) }
            return
        }
        let setting = PartySetting(
            local: VirtualParty.server, source: VirtualParty.caller, transport: .udp, timers: TimerSettings(),
            media: VirtualParty.media, tag: "lab\(parties.count)", atMs: now)
        parties.append(CalledParty(message, script, setting))
        calleeTimers.append([:])
        handle(.start, at: parties.count - 1)
    }

    private mutating func handle(_ event: PartyEvent, at index: Int) {
        for action in parties[index].handle(event) {
            switch action {
            case .send(let bytes): send(bytes, toCallee: false)
            case .start(let timer, let after): calleeTimers[index][timer] = due(afterMs: after)
            case .stop(let timer): calleeTimers[index][timer] = nil
            case .forget: calleeTimers[index] = [:]
            }
        }
    }
}
