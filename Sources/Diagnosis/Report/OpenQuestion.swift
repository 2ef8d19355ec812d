/// A question that the walk could not ask; its answer (`--answer id=choice`) would tell more.
package struct OpenQuestion: Sendable, Equatable {
    package struct Choice: Sendable, Equatable {
        package var id: String
        package var text: String

        package init(_ id: String, _ text: String) {
            self.id = id
            self.text = text
        }
    }

    package var id: String
    package var question: String
    /// In the order of the playbook.
    package var choices: [Choice]

    package init(id: String, question: String, choices: [Choice]) {
        self.id = id
        self.question = question
        self.choices = choices
    }
}

extension OpenQuestion {
    var json: JSON {
        .object([
            "id": .text(id),
            "question": .text(question),
            "choices": .object(choices.map { JSON.Member($0.id, .text($0.text)) }),
        ])
    }

    init(_ place: JSONPlace) throws(ReportProblem) {
        self.init(
            id: try place.member("id").text(),
            question: try place.member("question").text(),
            choices: try place.member("choices").members().map { choice throws(ReportProblem) in
                Choice(choice.key, try choice.place.text())
            })
    }
}
