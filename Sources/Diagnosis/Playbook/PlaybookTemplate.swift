/// A tree to start from, and its fixtures: sound as they are, short enough to be read, with one node of each kind that a
/// first tree needs.
package struct PlaybookTemplate: Sendable {
    /// How `why` finds the tree.
    package enum Occasion: Sendable {
        case code(Int)
        case symptom(String)
        /// Only through `include`.
        case subtree
    }

    package var id: String
    package var occasion: Occasion

    /// - Throws: what is wrong with the id or the symptom.
    package init(id: String, occasion: Occasion) throws(Unusable) {
        for word in [id] + (occasion.symptom.map { [$0] } ?? []) where !Shape.isID(word) {
            throw Unusable(
                message: "\"\(word)\" must begin with a small letter or a digit and hold only these, \"-\" and \"_\"")
        }
        self.id = id
        self.occasion = occasion
    }

    package struct Unusable: Error {
        package var message: String
    }

    /// The tree and its fixtures, named after the id.
    package var files: [SourceFile] {
        [SourceFile(path: "\(id).yaml", text: tree), SourceFile(path: "\(id)-fixtures.yaml", text: fixtures)]
    }

    private var tree: String {
        """
        # What each key means: sipdiag playbook show, and any tree of `sipdiag playbook show sip-408 --yaml`.
        schema: sipdiag/playbook/1
        id: \(id)
        title: \(occasion.title)
        \(occasion.key)
        # The facts that are known before the first node: sipdiag playbook tests names those of the tests.
        inputs: [call, target]
        exits: [undecided]
        start: who-answered
        nodes:
          # A decision on what is known. The first branch that matches is taken.
          who-answered:
            check: Did a server answer at all?
            branches:
              - when: {call.origin: remote}
                goto: leaf-refused
            else: options

          # A measurement. Its facts are stored under the name behind `as`.
          options:
            test: sip.options
            title: Does the server answer OPTIONS now?
            as: options
            branches:
              - when: {options.outcome: answered}
                goto: leaf-answers-now
            else: undecided

          # A conclusion: a cause of `sipdiag why CAUSE`, and what was measured.
          leaf-refused:
            conclude: server.error
            confidence: possible
            because: "{call.remote} answered {call.code} {call.reason}."

          leaf-answers-now:
            conclude: server.ignores-request
            confidence: possible
            because: "{options.remote} answers OPTIONS {options.code} in {options.rtt_ms} ms."
            also_consider: [net.packet-loss]

          undecided: {exit: undecided}

        """
    }

    private var fixtures: String {
        """
        # Each case is a run that the tree must judge in this way. Every node and branch needs one.
        schema: sipdiag/fixtures/1
        playbook: \(id)
        cases:
          - name: The server answers the call with an error
            call: {outcome: response, origin: remote, provisional: none, code: \(occasion.sampleCode), remote: 192.0.2.10:5060}
            expect: {cause: server.error, confidence: possible, path: [who-answered, leaf-refused]}

          - name: The call got no answer, OPTIONS does
            call: {outcome: timeout, origin: local_timeout, provisional: none}
            tests:
              options: {outcome: answered, code: 200, rtt_ms: 21, remote: 192.0.2.10:5060}
            expect: {cause: server.ignores-request, path: [options, leaf-answers-now]}

          - name: Nothing answers
            call: {outcome: timeout, origin: local_timeout, provisional: none}
            tests:
              options: {outcome: timeout}
            expect: {exit: undecided}

        """
    }
}

extension PlaybookTemplate.Occasion {
    fileprivate var symptom: String? { if case .symptom(let word) = self { word } else { nil } }

    fileprivate var title: String {
        switch self {
        case .code(let code): "What a \(code) means here"
        case .symptom(let word): "What is behind \(word)"
        case .subtree: "A part that other trees include"
        }
    }

    fileprivate var key: String {
        switch self {
        case .code(let code): "applies_to: {codes: [\(code)]}"
        case .symptom(let word): "applies_to: {symptoms: [\(word)]}"
        case .subtree: "subtree: true"
        }
    }

    fileprivate var sampleCode: Int { if case .code(let code) = self { code } else { 503 } }
}
