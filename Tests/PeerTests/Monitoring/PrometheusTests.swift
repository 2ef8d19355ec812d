import Foundation
import TestSupport
import Testing

/// The tools of Prometheus read what sipdiag writes.
@ServerThread
@Suite(.serialized) struct PrometheusTests {
    @Test(arguments: [
        ["options", "--lab", "healthy"], ["options", "--lab", "port-closed"], ["tls", "--lab", "tls-healthy"],
        ["invite", "--lab", "call-answered"], ["why", "--lab", "hostile-text"], ["nat", "--lab", "nat-symmetric"],
        ["status", "--lab", "status-outage"], ["dns", "--lab", "dns-nxdomain"],
    ])
    func promtoolAccepts(arguments: [String]) throws {
        let folder = try MonitoringFolder()
        let file = "\(folder.path)/sipdiag.prom"
        let run = try Shell.run([Shell.sipdiag] + arguments + ["--format", "prometheus", "--output", file])
        #expect(run.status <= 2 && run.errors.isEmpty)
        let checked = try Shell.run(["sh", "-c", "promtool check metrics < \(file)"])
        #expect(checked.status == 0 && checked.output.isEmpty && checked.errors.isEmpty, "\(checked)")
    }

    /// Two files about one target, and one about a target that fails: all on one page, nothing twice.
    @Test func nodeExporterServesEveryFile() throws {
        let folder = try MonitoringFolder()
        let server = try Shell.start([Shell.sipdiag, "lab", "healthy"], log: "\(folder.path)/lab.log")
        defer { server.stop() }
        try Shell.wait(for: "the lab") { server.said.contains("sipdiag why ") }
        let words = server.said.split(separator: "sipdiag why ").last?.split { $0.isWhitespace } ?? []
        let target = words.map(String.init)
        try FileManager.default.createDirectory(atPath: "\(folder.path)/textfile", withIntermediateDirectories: true)
        let files = [["options"] + target, ["reach"] + target, ["options", "127.0.0.1:9"]]
        for (index, arguments) in files.enumerated() {
            let file = ["--format", "prometheus", "--output", "\(folder.path)/textfile/\(index).prom"]
            try Shell.run([Shell.sipdiag] + arguments + file)
        }

        let place = "127.77.0.1:19100"
        let exporter = try Shell.start(
            [
                "prometheus-node-exporter", "--web.listen-address=\(place)", "--collector.disable-defaults",
                "--collector.textfile", "--collector.textfile.directory=\(folder.path)/textfile",
            ], log: "\(folder.path)/exporter.log")
        defer { exporter.stop() }
        var page = ""
        try Shell.wait(for: "node_exporter: \(exporter.said)") {
            page = try Shell.run(["curl", "-sf", "http://\(place)/metrics"]).output
            return !page.isEmpty
        }
        #expect(page.contains("node_textfile_scrape_error 0\n"))
        #expect(!exporter.said.contains("error gathering"), "\(exporter.said)")
        let success = page.split(separator: "\n").filter { $0.hasPrefix("sipdiag_probe_success{") }
        #expect(success.count == files.count && success.count { $0.hasSuffix(" 0") } == 1, "\(success)")
    }
}
