/// All faults of the lab: a new one is a row in its family.
package enum LabFaults {
    /// What is healthy comes first.
    package static let all: [LabFault] =
        HealthyFaults.all + ServerFaults.all + PathFaults.all + DNSFaults.all + ZoneFaults.all + NATFaults.all
        + TLSFaults.all + StatusFaults.all + CodeFaults.all + StackFaults.all + DomainFaults.all + calls

    /// Those that only a call meets.
    package static let calls: [LabFault] = CallFaults.all + AuthFaults.all

    package static func named(_ id: String) -> LabFault? {
        all.first { $0.id == id }
    }

    /// The id that was probably meant; nil where none is near.
    package static func near(_ id: String) -> String? {
        let asked = id.lowercased().replacing("_", with: "-")
        let ids = all.map(\.id)
        if ids.contains(asked) { return asked }
        let limit = max(1, min(asked.count, 64) / 3)
        let nearest = ids.map { ($0, SpellingDistance.between(asked, $0)) }.min { $0.1 < $1.1 }
        if let (name, distance) = nearest, distance <= limit { return name }
        return asked.count < 3 ? nil : ids.first { $0.contains(asked) }
    }
}
