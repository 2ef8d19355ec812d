import Foundation
import TestSupport
import Testing

@testable import Diagnosis

/// The alert rules and the dashboard that sipdiag ships speak of the metrics that it writes.
@Suite struct DashboardTests {
    private static let folder = Golden.fixtures.appending(path: "../../Sources/sipdiag/Monitoring")
    /// Those that others write, and those of the exporter about itself.
    private static let others: Set<String> = [
        "sipdiag_exporter_scrapes_total", "sipdiag_exporter_probes_running",
    ]

    private static func text(_ file: String) throws -> String {
        String(decoding: try Data(contentsOf: folder.appending(path: file)), as: UTF8.self)
    }

    private static func metrics(in text: String) -> Set<String> {
        Set(text.matches(of: /\bsipdiag_[a-z_]+/).map { String($0.output) })
    }

    private static func panels() throws -> [[String: Any]] {
        let object = try JSONSerialization.jsonObject(with: Data(try text("dashboard.json").utf8)) as? [String: Any]
        return try #require(object?["panels"] as? [[String: Any]])
    }

    @Test(arguments: ["alerts.yaml", "dashboard.json"])
    func namesNoOtherMetric(file: String) throws {
        let known = Set(MetricFamily.all.map(\.name)).union(Self.others)
        #expect(Self.metrics(in: try Self.text(file)).subtracting(known) == [])
    }

    @Test func theDashboardShowsEveryMetric() throws {
        let shown = Self.metrics(in: try Self.text("dashboard.json"))
        #expect(Set(MetricFamily.all.map(\.name)).union(Self.others).subtracting(shown) == [])
    }

    @Test func everyPanelSaysWhatItShows() throws {
        let panels = try Self.panels()
        #expect(Set(panels.compactMap { $0["id"] as? Int }).count == panels.count)
        for panel in panels {
            for key in ["title", "description"] { #expect((panel[key] as? String)?.isEmpty == false) }
            let defaults = (panel["fieldConfig"] as? [String: Any])?["defaults"] as? [String: Any]
            #expect(defaults?["unit"] is String)
            #expect((panel["datasource"] as? [String: String])?["uid"] == "${datasource}")
            for target in panel["targets"] as? [[String: Any]] ?? [] {
                #expect((target["expr"] as? String)?.isEmpty == false)
            }
        }
    }

    @Test func noPanelLiesOverAnother() throws {
        var taken: Set<[Int]> = []
        for panel in try Self.panels() {
            let place = try #require(panel["gridPos"] as? [String: Int])
            let (x, y, w, h) = (place["x"] ?? 0, place["y"] ?? 0, place["w"] ?? 0, place["h"] ?? 0)
            #expect(w > 0 && h > 0 && x + w <= 24)
            for column in x..<x + w {
                for row in y..<y + h { #expect(taken.insert([column, row]).inserted, "\(panel["title"] ?? "")") }
            }
        }
    }
}
