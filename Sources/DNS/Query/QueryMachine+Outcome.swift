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

    mutating func keep(_ result: QueryResult, rank: Int, from exchange: Exchange) {
        guard phase == .asking, rank > fallback?.rank ?? 0 else { return }
        var result = result
        result.server = exchange.server
        fallback = Fallback(rank: rank, result: result)
    }

    /// What the reply to the query with CD proves: the names are there, the check failed.
    func bogus(_ unchecked: QueryResult) -> QueryResult {
        let failure = fallback?.result ?? unchecked
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
        finish(fallback?.result ?? QueryResult(.timeout))
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
