extension Walk {
    package enum Event: Sendable {
        case start
        /// A measurement that was asked for has ended.
        case finding(TestRequest, Finding)
        /// A person's answer: the question's id, and one of its words.
        case answer(String, String)
        /// Time is up: conclude with what is known.
        case deadline
    }

    package enum Action: Sendable, Equatable {
        /// Start these at once, all of them; each is asked for once.
        case run([TestRequest])
        /// Ask a person. An answer that is not one of the choices is asked for again.
        case ask(Question)
        /// The end; nothing follows.
        case conclude(Conclusion)
    }

    /// What the walk waits for.
    package enum Waiting: Sendable, Equatable {
        case test(alias: String, TestRequest)
        case question(Question)
    }

    /// A question, with facts filled into its texts.
    package struct Question: Sendable, Equatable {
        package struct Choice: Sendable, Equatable {
            package var word: String
            package var text: String
        }

        /// The alias of the node: what `--answer ID=VALUE` names.
        package var id: String
        package var text: String
        package var choices: [Choice]
        package var help: String?
    }

    /// One node on the path.
    package struct Step: Sendable, Equatable {
        package var playbook: String
        package var node: String
        /// A test's outcome, an answer, the values that a check decided on, an exit, a cause.
        package var result: String
        /// The node that follows; nil at the end.
        package var next: String?
        /// Which branch was taken, from 0; the number of branches stands for `else`; nil where the node has none.
        package var branch: Int?
    }

    /// Where the walk ended.
    package struct Conclusion: Sendable, Equatable {
        package enum Result: Sendable, Equatable {
            case cause(String)
            /// The tree was left by one of its exits: it has nothing to say.
            case exit(String)
            /// No branch of this node fits what was measured (or the tree is broken there); `because` tells.
            case undecided(playbook: String, node: String)
        }

        package var result: Result
        /// Nil unless `result` is a cause.
        package var confidence: Confidence?
        /// With the facts filled in.
        package var because: String
        /// What to do first, in this very case, with the facts filled in.
        package var fix: [String]
        package var rulesOut: [String]
        package var alsoConsider: [String]
        /// The ids of the findings that the branches on the path decided on, in the order of use.
        package var evidence: [String]
        package var path: [Step]
        /// The questions that nobody could answer.
        package var openQuestions: [Question]
        /// The deadline came first: what was still under way counts as skipped.
        package var isCutShort: Bool
    }
}
