import Diagnosis
import Lab
import Net
import Playbooks
import Probes
import Testing

/// The table of faults.
struct LabFaultTests {
    private static let causes: Set<String> = {
        let files = Playbooks.files.map { SourceFile(path: $0.path, text: $0.text) }
        let library = Library.load(files).library
        return Set(library?.causes.keys.map { "\($0)" } ?? [])
    }()

    @Test func idsAreUnique() {
        let ids = LabFaults.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(LabFaults.all.count >= 30)
        #expect(LabFaults.all.first?.id == "healthy")
    }

    @Test(arguments: LabFaults.all)
    func rowIsWellFormed(_ fault: LabFault) {
        #expect(fault.id.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
        #expect(fault.title.count <= 70)
        #expect(!fault.title.hasSuffix("."))
        #expect(fault.story.hasSuffix("."))
        #expect((fault.cause == nil) == (fault.effect == .works))
        if let cause = fault.cause { #expect(Self.causes.contains(cause)) }
    }

    /// Faults of one family stand together.
    @Test func familiesAreSorted() {
        let families = LabFaults.all.map { $0.id.prefix { $0 != "-" } }
            .filter { ["dns", "nat", "status", "code", "stack", "call", "auth"].contains($0) }
        let runs = families.reduce(into: [Substring]()) { runs, family in
            if runs.last != family { runs.append(family) }
        }
        #expect(Set(runs).count == runs.count)
    }

    @Test(arguments: [
        ("healty", "healthy"), ("Silent", "silent"), ("dns_nxdomain", "dns-nxdomain"), ("nxdomain", "dns-nxdomain"),
        ("udpdead", "udp-dead"), ("404", "code-404"),
    ])
    func nearName(_ asked: String, _ meant: String) {
        #expect(LabFaults.near(asked) == meant)
    }

    @Test(arguments: ["", "x", "zzzzzzzzzzzz", String(repeating: "a", count: 10_000)])
    func noNearName(_ asked: String) {
        #expect(LabFaults.near(asked) == nil)
        #expect(LabFaults.named(asked) == nil)
    }
}
