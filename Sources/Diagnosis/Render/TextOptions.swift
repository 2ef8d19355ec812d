/// How a report is shown to people.
package struct TextOptions: Sendable {
    package enum Detail: Sendable, CaseIterable {
        /// `-q`: nothing when ok, else one line and the first fix.
        case quiet
        case normal
        /// `-v`: the facts of every finding and the way through the playbook too.
        case verbose
    }

    /// Columns of the terminal.
    package var width: Int
    package var style: Style
    package var detail: Detail
    /// `--trace`: the messages, line by line.
    package var trace: Bool
    /// `--ladder`: the exchange, drawn.
    package var ladder: Bool
    /// Titles of the cause catalogue by id, for causes that the report names by id alone.
    package var causeTitles: [String: String]
    /// The tests that measure nothing, and are kept in the report for the walk: their findings are shown with `-v` only.
    package var inputs: Set<String>

    package init(
        width: Int = 80, style: Style = .plain, detail: Detail = .normal, trace: Bool = false,
        ladder: Bool = false, causeTitles: [String: String] = [:], inputs: Set<String> = []
    ) {
        self.width = max(width, 40)
        self.style = style
        self.detail = detail
        self.trace = trace
        self.ladder = ladder
        self.causeTitles = causeTitles
        self.inputs = inputs
    }
}
