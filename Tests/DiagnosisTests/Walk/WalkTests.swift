import Testing

@testable import Diagnosis

/// Events in, actions out, in the order of the tree.
@Suite struct WalkTests {
    static let tree = """
        schema: sipdiag/playbook/1
        id: silent
        title: Nothing came back
        applies_to: {codes: [408], symptoms: [no-response]}
        inputs: [call, target]
        start: who
        nodes:
          who:
            check: Who made the code?
            branches:
              - when: {call.origin: remote}
                goto: leaf-remote
            else: udp
          udp:
            test: sip.options
            as: udp
            branches:
              - when: {udp.outcome: answered, udp.code: {min: 400}}
                goto: leaf-error
              - when: {udp.outcome: answered}
                goto: call
            else: path
          path:
            include: path
            exits: {open: ask, closed: leaf-closed}
          ask:
            ask: Does {target.host} work elsewhere?
            as: elsewhere
            choices: {yes: It does, no: It does not, unsure: Nobody knows}
            unattended: unsure
            branches:
              - when: {elsewhere.answer: yes}
                goto: leaf-closed
              - when: {elsewhere.answer: [no, unsure]}
                goto: leaf-error
          call:
            test: sip.call
            as: call_again
            branches:
              - when: {call_again.outcome: answered}
                goto: leaf-error
            else: leaf-remote
          leaf-remote: {conclude: callee.no-response, confidence: certain, because: "It said {call.code}.", fix: ["Ask {target.host}."]}
          leaf-closed: {conclude: net.closed, confidence: likely, because: "TCP {tcp.outcome}, UDP {udp.code}."}
          leaf-error: {conclude: server.error, confidence: possible, because: "Code {udp.code}.", rules_out: [net.closed]}
        """
    static let subtree = """
        schema: sipdiag/playbook/1
        id: path
        title: Is the path open?
        subtree: true
        exits: [open, closed]
        inputs: []
        start: tcp
        nodes:
          tcp:
            test: sip.options
            as: tcp
            with: {transport: tcp}
            branches:
              - when: {tcp.outcome: answered}
                goto: open
            else: closed
          open: {exit: open}
          closed: {exit: closed}
        """

    static let udp = TestRequest(test: "sip.options", parameters: ["transport": "udp", "size": "400"])
    static let tcp = TestRequest(test: "sip.options", parameters: ["transport": "tcp", "size": "400"])
    static let call = TestRequest(test: "sip.call")

    private func walk(
        origin: String = "local_timeout", answers: [String: String] = [:], unattended: Bool = false,
        allowed: Set<TestDefinition.Effect> = [.slow], measured: [Finding] = []
    ) throws -> Walk {
        Walk(
            library: try library(Self.tree, Self.subtree), playbook: "silent", catalogue: TestCatalogue.catalogue,
            inputs: [
                "call": Finding(
                    id: "sip.invite", test: "call", outcome: "", status: .fail, title: "",
                    facts: ["origin": .text(origin), "code": .number(408)]),
                "target": Finding(
                    id: "target", test: "target", outcome: "", status: .pass, title: "",
                    facts: ["host": .text("example.com")]),
            ], measured: measured, answers: answers, unattended: unattended, allowed: allowed)
    }

    private func finding(_ request: TestRequest, _ outcome: String, _ facts: [String: Value] = [:]) -> Finding {
        Finding(
            id: "\(request.test).\(request.parameters["transport"] ?? "")", test: request.test,
            parameters: request.parameters, outcome: outcome, status: .pass, title: "", facts: facts)
    }

    @Test func knownFactsDecideAtOnce() throws {
        var walk = try walk(origin: "remote")
        let actions = walk.handle(.start)
        guard case .conclude(let end) = actions.first else { throw Complaints(text: "\(actions)") }
        #expect(end.result == .cause("callee.no-response"))
        #expect(end.confidence == .certain)
        #expect(end.because == "It said 408.")
        #expect(end.fix == ["Ask example.com."])
        #expect(end.evidence == ["sip.invite"])
        #expect(
            end.path == [
                .init(playbook: "silent", node: "who", result: "remote", next: "leaf-remote", branch: 0),
                .init(playbook: "silent", node: "leaf-remote", result: "callee.no-response", next: nil, branch: nil),
            ])
        #expect(walk.handle(.start).isEmpty)
    }

    @Test func silentTestsStartTogetherAndAreReadInOrder() throws {
        var walk = try walk()
        #expect(walk.handle(.start) == [.run([Self.udp, Self.tcp])])
        #expect(walk.handle(.finding(Self.tcp, finding(Self.tcp, "timeout"))).isEmpty)
        let actions = walk.handle(.finding(Self.udp, finding(Self.udp, "timeout")))
        guard case .conclude(let end) = actions.first else { throw Complaints(text: "\(actions)") }
        #expect(end.result == .cause("net.closed"))
        #expect(end.because == "TCP timeout, UDP not measured.")
        #expect(end.evidence == ["sip.invite", "sip.options.udp", "sip.options.tcp"])
        #expect(end.path.map(\.node) == ["who", "udp", "path", "tcp", "closed", "leaf-closed"])
        #expect(end.path.map(\.result) == ["else", "timeout", "path", "timeout", "closed", "net.closed"])
        #expect(walk.findings.map(\.alias) == ["udp", "tcp"])
    }

    @Test func anEffectStartsOnlyWhenReachedAndAllowed() throws {
        var walk = try walk(allowed: [.ringsPhone])
        _ = walk.handle(.start)
        #expect(
            walk.handle(.finding(Self.udp, finding(Self.udp, "answered", ["code": .number(200)])))
                == [.run([Self.call])])
        #expect(walk.waiting == .test(alias: "call_again", Self.call))
    }

    @Test func anEffectThatIsNotAllowedIsSkipped() throws {
        var walk = try walk()
        _ = walk.handle(.start)
        _ = walk.handle(.finding(Self.udp, finding(Self.udp, "answered", ["code": .number(200)])))
        #expect(walk.conclusion?.path.map(\.result).suffix(2) == ["skipped", "callee.no-response"])
        #expect(walk.findings.last?.outcome == "skipped")
        #expect(walk.findings.last?.alias == "call_again")
    }

    @Test func aQuestionIsAskedUntilAWordIsGiven() throws {
        var walk = try walk()
        _ = walk.handle(.start)
        _ = walk.handle(.finding(Self.udp, finding(Self.udp, "timeout")))
        let question = Walk.Question(
            id: "elsewhere", text: "Does example.com work elsewhere?",
            choices: [
                .init(word: "yes", text: "It does"), .init(word: "no", text: "It does not"),
                .init(word: "unsure", text: "Nobody knows"),
            ], help: nil)
        #expect(walk.handle(.finding(Self.tcp, finding(Self.tcp, "answered"))) == [.ask(question)])
        #expect(walk.handle(.answer("elsewhere", "maybe")) == [.ask(question)])
        _ = walk.handle(.answer("elsewhere", "yes"))
        #expect(walk.conclusion?.result == .cause("net.closed"))
        #expect(walk.conclusion?.openQuestions == [])
    }

    @Test(arguments: [
        ([:], true, "server.error", ["elsewhere"]),
        (["elsewhere": "yes"], true, "net.closed", []),
        (["elsewhere": "yes"], false, "net.closed", []),
        (["elsewhere": "nonsense"], true, "server.error", ["elsewhere"]),
    ])
    func answersInAdvance(_ answers: [String: String], _ unattended: Bool, _ cause: String, _ open: [String]) throws {
        var walk = try walk(answers: answers, unattended: unattended)
        _ = walk.handle(.start)
        _ = walk.handle(.finding(Self.udp, finding(Self.udp, "timeout")))
        _ = walk.handle(.finding(Self.tcp, finding(Self.tcp, "answered")))
        #expect(walk.conclusion?.result == .cause(cause))
        #expect(walk.conclusion?.openQuestions.map(\.id) == open)
    }

    @Test func whatIsMeasuredAlreadyIsNotRunAgain() throws {
        var walk = try walk(measured: [finding(Self.udp, "timeout")])
        #expect(walk.handle(.start) == [.run([Self.tcp])])
    }

    @Test func theDeadlineConcludesWithWhatIsKnown() throws {
        var walk = try walk()
        _ = walk.handle(.start)
        _ = walk.handle(.finding(Self.tcp, finding(Self.tcp, "answered")))
        _ = walk.handle(.deadline)
        #expect(walk.conclusion?.isCutShort == true)
        #expect(walk.conclusion?.result == .cause("server.error"))
        #expect(walk.conclusion?.path.map(\.result).contains("skipped") == true)
    }

    @Test func anOutcomeOutsideTheCatalogueIsUndecided() throws {
        var walk = Walk(
            library: try library(
                """
                schema: sipdiag/playbook/1
                id: odd
                title: Odd
                inputs: []
                start: only
                nodes:
                  only: {test: sip.options, as: odd, branches: [{when: {odd.outcome: answered}, goto: missing}]}
                """), playbook: "odd", catalogue: TestCatalogue.catalogue)
        _ = walk.handle(.start)
        _ = walk.handle(.finding(Self.udp, finding(Self.udp, "exploded")))
        #expect(walk.conclusion?.result == .undecided(playbook: "odd", node: "only"))
        #expect(
            walk.conclusion?.because
                == "The playbook odd has no answer at only: no branch fits: odd.outcome is exploded.")
    }
}
