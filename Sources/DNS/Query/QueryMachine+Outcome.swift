/// What the exchanges came to, and the end.
extension QueryMachine {
    mutating func note(_ exchange: Exchange, _ kind: ServerVerdict.Kind) {
        verdicts.append(
            ServerVerdict(
                server: exchange.server, kind: kind, overTCP: exchange.overTCP, edns: exchange.edns,
                checkingDisabled: exchange.checkingDisabled))
    }

    mutating func close(_ exchange: Exchange) {
        open.removeAll { $0.id == exchange.id && $0.server == exchange.server && $0.overTCP == exchange.overTCP }
    }

    /// Notes the failure, and goes on when it was this server's turn.
    mutating func fail(
        _ exchange: Exchange, _ kind: ServerVerdict.Kind, stillOpen: Bool = false
    ) -> [QueryAction] {
        note(exchange, kind)
        if kind.isReply { answered.insert(exchange.server) }
        if !stillOpen { close(exchange) }
        guard exchange.server == current?.server else { return [] }
        return closeStream() + nextServer()
    }

    /// Remembers a reply that ends no query if it says more than the one before.
    mutating func keep(_ result: QueryResult, from exchange: Exchange) {
        guard phase == .asking, result.outcome.rank > fallback?.outcome.rank ?? 0 else { return }
        fallback = result
        fallback?.server = exchange.server
    }

    /// What the reply to the query with CD proves: the names are there, the check failed.
    func bogus(_ unchecked: QueryResult) -> QueryResult {
        let failure = fallback ?? unchecked
        var result = failure.with(.bogus)
        if result.extendedErrors.isEmpty { result.extendedErrors = unchecked.extendedErrors }
        return result
    }

    mutating func closeStream() -> [QueryAction] {
        guard let open = current, open.overTCP else { return [] }
        close(open)
        current = nil
        return [.closeStream]
    }

    mutating func finishWithBest() -> [QueryAction] {
        finish(fallback ?? QueryResult(.timeout))
    }

    mutating func finish(_ result: QueryResult, from exchange: Exchange) -> [QueryAction] {
        var result = result
        result.server = exchange.server
        return finish(result)
    }

    mutating func finish(_ result: QueryResult) -> [QueryAction] {
        phase = .done
        var result = result
        result.verdicts = verdicts
        result.strays = strays
        result.truncated = truncated
        return [.finish(result)]
    }
}

extension ServerVerdict.Kind {
    fileprivate var isReply: Bool {
        switch self {
        case .rcode, .malformed, .noRecursion: true
        case .timeout, .refusedByICMP, .streamFailed: false
        }
    }
}

extension QueryResult.Outcome {
    /// How much a reply says that is cut or an error; 0 is nothing.
    fileprivate var rank: Int {
        switch self {
        case .records, .nxdomain: 5
        case .servfail: 4
        case .refused: 3
        case .otherRcode: 2
        case .malformed: 1
        case .nodata, .bogus, .timeout: 0
        }
    }
}
