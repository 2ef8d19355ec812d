import Foundation
import Testing

/// Playbooks of one's own from all three places: a later one beats an earlier one. `/etc` is that of a mount namespace.
@Suite struct SystemPlaybookTests {
    private static func files(_ cause: String) -> String {
        """
        schema: sipdiag/playbook/1
        id: sip-486
        title: Busy, as \(cause) has it
        applies_to: {codes: [486, 600]}
        inputs: [call]
        start: leaf
        nodes:
          leaf: {conclude: \(cause), confidence: possible, because: Our switch says so.}

        """
    }

    /// - Returns: what `playbook show sip-486` prints where the folders named hold a tree each.
    private func shown(_ places: [String: String], _ arguments: String) throws -> Finished {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sipdiag-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (place, cause) in places {
            try FileManager.default.createDirectory(atPath: "\(folder)/\(place)", withIntermediateDirectories: true)
            try Self.files(cause).write(toFile: "\(folder)/\(place)/own.yaml", atomically: false, encoding: .utf8)
        }
        let script = """
            mount -t tmpfs tmpfs /etc && mkdir -p /etc/sipdiag && { [ ! -d "$1/etc" ] || cp -r "$1/etc" /etc/sipdiag/playbooks; } \
            && XDG_CONFIG_HOME="$1/home" exec "$2" playbook show sip-486 \(arguments)
            """
        return try Shell.run(["unshare", "--mount", "bash", "-c", script, "-", folder, Shell.sipdiag])
    }

    @Test(arguments: [
        ([:], "", "callee.busy"),
        (["etc": "callee.declined"], "", "callee.declined"),
        (["etc": "callee.declined", "home/sipdiag/playbooks": "callee.moved"], "", "callee.moved"),
        (
            ["etc": "callee.declined", "home/sipdiag/playbooks": "callee.moved", "named": "callee.blocked"],
            "--playbooks \"$1/named\"", "callee.blocked"
        ),
    ])
    func theNearestPlaceWins(_ places: [String: String], _ arguments: String, _ cause: String) throws {
        let run = try shown(places, arguments)
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        #expect(run.output.contains("(\(cause);"), "\(run.output)")
        #expect(run.output.contains("Busy, as \(cause) has it") == !places.isEmpty)
    }

    @Test func theSystemsAreLeftOutWhereTheyAreFaulty() throws {
        let run = try shown(["etc": "callee.buzy"], "")
        #expect(run.status == 0 && run.output.contains("(callee.busy;"))
        #expect(run.errors.contains("/etc/sipdiag/playbooks is left out: ") && run.errors.contains("PB050"))
    }
}
