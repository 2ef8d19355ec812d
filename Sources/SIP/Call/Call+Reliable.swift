/// Reliable provisional answers and their PRACK (RFC 3262).
extension Call {
    /// Acknowledges a provisional answer; false for one that came before or too early, which must be ignored.
    ///
    /// A repetition needs no second PRACK: the first one repeats itself until it is answered.
    mutating func acknowledge(_ number: UInt32, of response: Message, _ leg: Int) -> Bool {
        if let last = legs[leg].reliableNumber, number != last &+ 1 { return false }
        guard exchanges.count < Self.maximumExchanges, let cseq = response.cseq else { return false }
        legs[leg].reliableNumber = number
        let body = legs[leg].responder.settle(with: response)
        ask(.prack(RAck(number, cseq), body), of: leg)
        return true
    }

    /// More than any honest server needs at a time.
    private static let maximumExchanges = 64
}
