import Diagnosis

/// A tree with a node of every kind, and what it names.
enum SmallTree {
    static func graph(text: String = "the server") throws -> PlaybookGraph {
        let quoted = "\"\(SafeText.safe(text, for: .json))\""
        let library = try library(
            """
            schema: sipdiag/playbook/1
            id: small
            title: \(quoted)
            applies_to: {codes: [408, 5xx], symptoms: [no-response]}
            inputs: [call]
            exits: [end]
            start: who
            nodes:
              who:
                check: \(quoted)
                branches:
                  - when: {call.origin: remote, call.code: {min: 400, max: 500}}
                    goto: options
                  - when: {call.text: {contains: \(quoted)}}
                    goto: leaf
                  - when: {call.text: {contains: gone}}
                    goto: leaf
                  - when: {call.provisional: {not: [none, trying]}}
                    goto: end
                else: below
              options:
                test: sip.options
                title: \(quoted)
                as: options
                with: {transport: tcp}
                branches:
                  - when: {options.outcome: [answered, refused]}
                    goto: ask
                else: end
              ask:
                ask: \(quoted)
                as: other
                choices: {yes: \(quoted), no: It does not}
                unattended: no
                branches:
                  - when: {other.answer: yes}
                    goto: leaf
                  - when: {other.answer: no}
                    goto: end
              below: {include: below, exits: {out: end}}
              leaf: {conclude: net.closed, confidence: likely, because: So.}
              end: {exit: end}
            """,
            """
            schema: sipdiag/playbook/1
            id: below
            title: \(quoted)
            subtree: true
            inputs: [call]
            exits: [out]
            start: decide
            nodes:
              decide: {check: Which?, branches: [{when: {call.origin: remote}, goto: leaf}], else: out}
              leaf: {conclude: net.closed, confidence: likely, because: So.}
              out: {exit: out}
            """,
            """
            schema: sipdiag/causes/1
            causes:
              net.closed: {title: \(quoted), owner: network, explain: E, verify: V}
            """)
        return PlaybookGraph(try library.playbooks["small"] ?? { throw Complaints(text: "no tree") }(), library)
    }
}
