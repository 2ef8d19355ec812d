/// Cachet `/api/v1/components`: a paged list with a number for each state.
enum CachetPage {
    static func read(_ json: JSONValue) -> StatusReading? {
        guard case .array(let items) = json["data"], json["meta"]?["pagination"] != nil || isComponent(items.first)
        else {
            return nil
        }
        guard items.allSatisfy({ isComponent($0) }) else { return .unreadable(.missingField("data[].status")) }
        let shown = items.filter { $0["enabled"]?.flag != false && $0["deleted_at"]?.string == nil }
        guard !shown.isEmpty else { return .unreadable(.nothingListed) }
        var evidence = PageEvidence(family: .cachet)
        evidence.components = shown.map { item in
            let number = status(item)
            return PageEvidence.Component(
                name: item["name"]?.string ?? "", word: item["status_name"]?.string ?? number.map { "\($0)" } ?? "",
                level: number.flatMap { levels[$0] })
        }
        evidence.updated = shown.compactMap { $0["updated_at"]?.string }.max()
        let reading = evidence.weighed()
        guard case .read(let report) = reading, report.voice == .operational,
            let pages = json["meta"]?["pagination"]?["total_pages"]?.number, pages > 1
        else { return reading }
        return .unreadable(.onlyFirstPage)
    }

    private static let levels: [Int: StatusLevel] = [1: .operational, 2: .degraded, 3: .outage, 4: .outage]

    private static func isComponent(_ item: JSONValue?) -> Bool {
        item.map { $0["name"]?.string != nil && status($0) != nil } ?? false
    }

    /// Some versions write the number as a text.
    private static func status(_ item: JSONValue) -> Int? {
        item["status"]?.number.flatMap { Int(exactly: $0) } ?? item["status"]?.string.flatMap { Int($0) }
    }
}
