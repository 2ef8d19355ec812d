import ArgumentParser

/// The answers that count as ok: `200-299,401`.
struct ExpectArgument: ExpressibleByArgument, Equatable {
    var codes: [ClosedRange<Int>]

    init?(argument: String) {
        var codes: [ClosedRange<Int>] = []
        for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2,
                (100...699).contains(first), (100...699).contains(last), first <= last
            else { return nil }
            codes.append(first...last)
        }
        self.codes = codes
    }
}
