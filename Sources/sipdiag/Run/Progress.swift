import Diagnosis
import Net

/// One line on the terminal while measurements run; nothing anywhere else.
struct Progress: Sendable {
    private let isShown: Bool

    init(_ what: String, isShown: Bool) {
        self.isShown = isShown && StandardStream.error.understandsEscapes
        if self.isShown { Output.write("… \(SafeText.safe(what))", to: .error) }
    }

    /// Takes the line away again.
    func end() {
        if isShown { Output.write("\r\u{1B}[2K", to: .error) }
    }
}

extension StandardStream {
    /// A terminal that draws colours and takes a line back.
    var understandsEscapes: Bool {
        isTerminal && !["", "dumb"].contains(Environment.value("TERM") ?? "")
    }
}
