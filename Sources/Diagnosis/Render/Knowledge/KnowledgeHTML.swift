extension KnowledgePage {
    /// The page in the style of a report: self-contained, and prints well.
    var html: String {
        var page = HTMLPage()
        page.element("header") { page in
            page.element("h1", text: title)
            page.prose("p", meaning)
        }
        if let sentBy { page.section("Who sends it") { $0.prose("p", sentBy) } }
        if !likely.isEmpty {
            page.section("Likely causes, the first one first") { page in
                page.element("ol") { page in likely.forEach { page.likely($0) } }
            }
        }
        if let tell { page.section("How to tell") { $0.prose("p", tell) } }
        if !fix.isEmpty { page.section("What to do") { $0.steps(fix) } }
        if let owner { page.section("Who must act") { $0.prose("p", owner.phrase) } }
        if let askProvider { page.section("Ask the provider") { $0.prose("p", askProvider) } }
        page.section("Measure it") { $0.block(measure) }
        page.list("Source", references)
        return HTMLPage.document(title: title, body: page.text)
    }
}

extension HTMLPage {
    fileprivate mutating func likely(_ cause: KnowledgePage.Likely) {
        element("li") { page in
            page.element("h3", class: "title", text: cause.title)
            page.element("p", class: "id", text: "\(cause.id), to act: \(cause.owner.rawValue)")
            if let tell = cause.tell { page.prose("p", tell) }
        }
    }
}
