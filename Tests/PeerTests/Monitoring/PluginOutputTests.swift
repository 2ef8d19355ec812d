import Diagnosis
import Foundation
import TestSupport
import Testing

/// What the Perl modules of the monitoring plugins read.
@ServerThread
@Suite struct PluginOutputTests {
    @Test func theirParserReadsThePerformanceData() throws {
        let run = try Shell.sipdiag("tls", "--lab", "tls-healthy", "-w", "30", "-c", "~:60s", "--format", "nagios")
        let data = try #require(run.output.split(separator: "\n").first?.split(separator: " | ").last)
        let parsed = try Shell.run([
            "perl", "-MMonitoring::Plugin::Performance", "-e",
            """
            for (Monitoring::Plugin::Performance->parse_perfstring($ARGV[0])) {
                print join("|", map { $_ // "" } $_->label, $_->uom, $_->warning, $_->critical, $_->min, $_->max), "\\n"
            }
            """, String(data),
        ])
        #expect(
            parsed.output == """
                rtt|s|0:30|~:60|0|
                dns|s|||0|
                retransmits||||0|
                targets_up||||0|1
                certificate_days|||||

                """, "\(data) \(parsed.errors)")
    }

    /// Their ranges and ours alert at the same numbers.
    @Test func rangesMeanTheSame() throws {
        let ranges = ["10", "10:", "~:10", "10:20", "@10:20", "@5", "0", "0.5:1.5", "-5:5"]
        let values = [-6, -5, 0, 0.5, 1, 2, 5, 9.9, 10, 15, 20, 20.1]
        let theirs = try Shell.run(
            [
                "perl", "-MMonitoring::Plugin::Range", "-e",
                """
                my ($ranges, @values) = @ARGV;
                for my $text (split / /, $ranges) {
                    my $range = Monitoring::Plugin::Range->parse_range_string($text);
                    print $text, map({ $range->check_range($_) ? " alert" : " ok" } @values), "\\n";
                }
                """, ranges.joined(separator: " "),
            ] + values.map { "\($0)" })
        let ours = ranges.map { text in
            let range = ThresholdRange(text, in: .seconds)
            return text + values.map { range?.alerts(at: $0) ?? false ? " alert" : " ok" }.joined() + "\n"
        }
        #expect(theirs.output == ours.joined(), "\(theirs.errors)")
    }

    @Test(arguments: ["why-udp-blocked", "call-measured", "tls-slow", "dns-nxdomain"])
    func anotherValidatorAcceptsTheSchemaAndTheReports(report: String) throws {
        let checked = try Shell.run([
            "python3", "-c",
            """
            import json, sys, jsonschema
            schema, report = (json.load(open(path)) for path in sys.argv[1:])
            jsonschema.Draft202012Validator.check_schema(schema)
            jsonschema.Draft202012Validator(schema).validate(report)
            print("valid")
            report["verdict"] = "fine"
            print(jsonschema.Draft202012Validator(schema).is_valid(report))
            """, Golden.fixtures.appending(path: "../../Sources/sipdiag/Schemas/report.json").path,
            Golden.fixtures.appending(path: "Reports/\(report).json").path,
        ])
        #expect(checked.output == "valid\nFalse\n", "\(checked.errors)")
    }
}
