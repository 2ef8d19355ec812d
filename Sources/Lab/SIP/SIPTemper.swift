package import SIP

/// What a server does not put up with; it tells nobody, unless it says so.
package struct SIPTemper: Sendable {
    /// From this request on it answers nothing any more, over any transport.
    package var bansFrom: SIP.Method?
    /// Nor does it after so many requests.
    package var bansAfter: Int?
    /// A larger request is not answered, octets.
    package var largest: Int?
    /// It is refused with 513.
    package var refusesLarge = false
    /// Of the requests over UDP, every second one is lost.
    package var losesEverySecond = false

    package init() {}

    private var requests = 0
    private var datagrams = 0
    private var isBanning = false

    enum Reception: Hashable { case taken, refused, ignored }

    /// What becomes of the next request.
    mutating func receive(_ request: Message, over transport: SIPTransport) -> Reception {
        requests += 1
        if !transport.isReliable {
            datagrams += 1
            if losesEverySecond, datagrams % 2 == 1 { return .ignored }
        }
        if request.method == bansFrom || requests > bansAfter ?? .max { isBanning = true }
        if isBanning { return .ignored }
        if request.bytes.count > largest ?? .max { return refusesLarge ? .refused : .ignored }
        return .taken
    }
}
