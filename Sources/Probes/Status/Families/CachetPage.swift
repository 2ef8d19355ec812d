import Diagnosis

/// Cachet `/api/v1/components`: a paged list with a number for each state.
enum CachetPage: JSONFamily {
    static func read(_ json: JSON) throws(StatusUnreadable) -> PageEvidence? {
        guard case .list(let items) = json["data"], json["meta"]?["pagination"] != nil || isComponent(items.first)
        else {
            return nil
        }
        guard items.allSatisfy({ isComponent($0) }) else { throw .missingField("data[].status") }
        let shown = items.filter { $0["enabled"]?.flag != false && $0["deleted_at"]?.string == nil }
        guard !shown.isEmpty else { throw .nothingListed }
        var evidence = PageEvidence(family: .cachet)
        evidence.components = shown.map { item in
            let number = status(item)
            return PageEvidence.Component(
                name: item["name"]?.string ?? "", word: item["status_name"]?.string ?? number.map { "\($0)" } ?? "",
                level: number.flatMap { levels[$0] })
        }
        evidence.updated = shown.compactMap { $0["updated_at"]?.string }.max()
        evidence.isPartial = (json["meta"]?["pagination"]?["total_pages"]?.number ?? 1) > 1
        return evidence
    }

    private static let levels: [Int: StatusLevel] = [1: .operational, 2: .degraded, 3: .outage, 4: .outage]

    private static func isComponent(_ item: JSON?) -> Bool {
        item.map { $0["name"]?.string != nil && status($0) != nil } ?? false
    }

    /// Some versions write the number as a text.
    private static func status(_ item: JSON) -> Int? {
        item["status"]?.integer ?? item["status"]?.string.flatMap { Int($0) }
    }
}
