import Testing

/// Playbooks of one's own: those of `$XDG_CONFIG_HOME` are in force without being named, those of `--playbooks` beat them.
@Suite struct OwnPlaybookTests {
    /// A tree for a code that no registry knows, and its fixture.
    private static func tree(_ cause: String) -> String {
        """
        schema: sipdiag/playbook/1
        id: own-699
        title: Our own code
        applies_to: {codes: [699]}
        inputs: [call]
        start: leaf
        nodes:
          leaf: {conclude: \(cause), confidence: possible, because: Our switch says so.}
        """
    }

    private static let fixtures = """
        schema: sipdiag/fixtures/1
        playbook: own-699
        cases:
          - {name: it, call: {outcome: response, origin: remote, provisional: none, code: 699}, expect: {exit: none}}
        """

    private static func folder(_ cause: String) throws -> Folder {
        let folder = try Folder()
        _ = try folder.file("sipdiag-own.yaml", tree(cause))
        _ = try folder.file("fixtures.yaml", fixtures.replacing("exit: none", with: "cause: \(cause)"))
        return folder
    }

    /// A folder as the settings of a person: `sipdiag/playbooks` in it.
    private static func settings(_ text: String, _ cause: String) throws -> Folder {
        let folder = try Folder()
        try folder.makeFolder("sipdiag/playbooks")
        _ = try folder.file("sipdiag/playbooks/own.yaml", text)
        _ = try folder.file(
            "sipdiag/playbooks/fixtures.yaml", fixtures.replacing("exit: none", with: "cause: \(cause)"))
        return folder
    }

    private static func environment(_ folder: Folder) -> [String: String] {
        ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "XDG_CONFIG_HOME": folder.path]
    }

    @Test func thoseOfThePersonAreInForce() throws {
        let folder = try Self.settings(Self.tree("callee.busy"), "callee.busy")
        let run = try Program.run("playbook", "list", environment: Self.environment(folder))
        #expect(run.output.contains("own-699") && run.errors.isEmpty && run.status == 0)
        #expect(try !Program.run("playbook", "list").output.contains("own-699"))
    }

    /// A fault in them is told with its place; the built-in ones still serve.
    @Test func thoseWithFaultsAreLeftOut() throws {
        let folder = try Self.settings(Self.tree("callee.bussy"), "callee.bussy")
        let run = try Program.run("why", "486", environment: Self.environment(folder))
        #expect(run.status == 0 && run.output.contains("callee.busy"))
        #expect(run.errors.contains("is left out") && run.errors.contains("there is no cause"), "\(run.errors)")
    }

    @Test func thoseThatWereNamedMustBeSound() throws {
        let folder = try Self.folder("callee.bussy")
        let run = try Program.run("playbook", "list", "--playbooks", folder.path)
        #expect(run.status == 64 && run.errors.contains("PB050"))
    }

    /// A cause of one's own has a page; a built-in one that is told again says what the later file says.
    @Test(arguments: [("acme.gateway-full", "The gateway has no line left"), ("callee.busy", "Busy, at Acme")])
    func causesAreExtended(_ id: String, _ title: String) throws {
        let folder = try Folder()
        _ = try folder.file("own.yaml", Self.tree(id))
        _ = try folder.file(
            "causes.yaml",
            """
            schema: sipdiag/causes/1
            causes:
              \(id):
                title: \(title)
                owner: pbx
                explain: The trunk to the gateway has thirty lines, and all are taken.
                fix: [Ask the PBX team for more lines.]
                verify: sipdiag invite sip:bob@example.com
                references: [Our own manual]

            """)
        let page = try Program.run("why", id, "--playbooks", folder.path)
        #expect(page.status == 0 && page.output.contains(title), "\(page.errors)")
        #expect(try Program.run("playbook", "show", "own-699", "--playbooks", folder.path).output.contains(title))
    }
}
