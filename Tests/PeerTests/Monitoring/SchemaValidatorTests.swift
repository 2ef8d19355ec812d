import Foundation
import TestSupport
import Testing

/// `sipdiag schema check|config|exporter`, read by a validator that editors use too.
@ServerThread
@Suite struct SchemaValidatorTests {
    /// The files whose faults are those of shape; what files say to each other, or a password's file, no schema can tell.
    @Test(arguments: [
        ("check", "Check", ["missing", "unknown-key", "wrong-range", "wrong-type"]),
        ("exporter", "Exporter", ["secret", "unknown-key", "wrong-shape"]),
        (
            "config", "Settings",
            ["empty-value", "not-a-mapping", "secret", "unknown-key", "wrong-place", "wrong-type", "wrong-value"]
        ),
    ])
    func refusesWhatSipdiagRefuses(schema: String, folder: String, faulty: [String]) throws {
        let files = faulty.map { Golden.fixtures.appending(path: "\(folder)/\($0).yaml").path }
        #expect(try Self.validate(files, by: schema) == faulty.map { _ in "False" })
    }

    @Test(arguments: ["check", "exporter"])
    func acceptsTheExample(command: String) throws {
        let example = try Shell.sipdiag(command, "--example").output
        #expect(try Self.validate([example], by: command) == ["True"])
    }

    @Test(arguments: [
        "timeout: 3s\nstun: [stun.example.com]\n",
        "profiles:\n  acme: {target: sip.acme.example, auth_user: \"1000\", transport: tls, canary: [example.com]}\n",
    ])
    func acceptsSettings(text: String) throws {
        #expect(try Self.validate([text], by: "config") == ["True"])
    }

    /// - Parameter documents: YAML, or the paths of files with it.
    private static func validate(_ documents: [String], by schema: String) throws -> [String] {
        let checked = try Shell.run(
            [
                "python3", "-c",
                """
                import json, os, subprocess, sys, yaml, jsonschema
                # Longer than an argument may be.
                schema = json.loads(subprocess.check_output([sys.argv[1], "schema", sys.argv[2]]))
                jsonschema.Draft202012Validator.check_schema(schema)
                for text in sys.argv[3:]:
                    text = open(text).read() if os.path.exists(text) else text
                    print(jsonschema.Draft202012Validator(schema).is_valid(yaml.safe_load(text)))
                """, Shell.sipdiag, schema,
            ] + documents)
        #expect(checked.status == 0, "\(checked.errors)")
        return checked.output.split(separator: "\n").map(String.init)
    }
}
