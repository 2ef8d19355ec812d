/// What people read about a cause. Texts may hold `{call.fact}` placeholders of the fact groups that exist on entry.
package struct Cause: Sendable {
    package var id: Located<String>
    package var title: Located<String>
    /// An `Owner`; the linter sees to it.
    package var owner: Located<String>
    package var explain: Located<String>
    /// How to tell it from other causes of the same failure, in one line.
    package var tell: Located<String>?
    /// What to type or to ask for, in order.
    package var fix: [Located<String>]
    /// The command that shows that it helped.
    package var verify: Located<String>
    package var references: [Located<String>]

    /// The cause with every text passed through `fill` (see `Walk.fill`).
    package func filled(_ fill: (String) -> String) -> Cause {
        func filled(_ text: Located<String>) -> Located<String> { Located(fill(text.value), at: text.place) }
        var cause = self
        cause.title = filled(title)
        cause.explain = filled(explain)
        cause.tell = tell.map(filled)
        cause.fix = fix.map(filled)
        cause.verify = filled(verify)
        return cause
    }

    /// Every text that may hold placeholders.
    package var texts: [Located<String>] { [title, explain] + (tell.map { [$0] } ?? []) + fix + [verify] }
}
