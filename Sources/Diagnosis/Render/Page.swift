/// The lines of a text report as they grow. What it is given must be safe to print already.
struct Page {
    let width: Int
    let style: Style
    private(set) var lines: [String] = []

    /// Where the text beside a label begins.
    static let labelWidth = 18

    init(width: Int, style: Style) {
        self.width = width
        self.style = style
    }

    mutating func line(_ text: String) { lines.append(text) }

    /// An empty line, but never two and never the first.
    mutating func gap() {
        if lines.last.map({ !$0.isEmpty }) ?? false { lines.append("") }
    }

    /// The verdict, and each sentence wrapped beside it.
    mutating func headline(_ verdict: Verdict, _ sentences: [String]) {
        let blank = Cells.pad("", to: verdict.headline.count + 2)
        let texts = sentences.flatMap { Cells.hang(blank, $0, columns: width) }
        for (index, text) in texts.enumerated() {
            let rest = text.dropFirst(verdict.headline.count)
            line(index == 0 ? style.paint(verdict.headline, verdict.paint) + rest : text)
        }
    }

    mutating func heading(_ text: String) {
        gap()
        lines.append(style.paint(text, .heading))
    }

    /// A label on the left, the text wrapped beside it.
    mutating func labelled(_ label: String, _ text: String) {
        labelled(label, lines: Cells.wrap(text, columns: width - Self.labelWidth))
    }

    /// A label on the left, the lines beside it as they are. Nothing where there is no text.
    mutating func labelled(_ label: String, lines texts: [String]) {
        for (index, text) in texts.enumerated() where texts != [""] {
            let label = Cells.pad(index == 0 ? label : "", to: Self.labelWidth)
            lines.append(style.paint(label, index == 0 ? .heading : nil) + text)
        }
    }

    /// The lines, each ended.
    var text: String { lines.map { $0 + "\n" }.joined() }
}
