/// A sentence of the catalogue: what stands between backticks in it is to be typed.
///
/// Facts in it may come from the network and hold backticks too: a piece between two of them is shown as code, and as
/// nothing else.
struct Prose {
    enum Piece: Equatable {
        case words(String)
        case code(String)
    }

    let pieces: [Piece]

    init(_ text: String) {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
        // Of an odd number of backticks the last stands for itself.
        let isPaired = parts.count % 2 == 1
        var pieces: [Piece] = []
        for (index, part) in parts.enumerated() where !part.isEmpty {
            let isLast = index == parts.count - 1
            pieces.append(
                index % 2 == 0 ? .words(part) : isPaired || !isLast ? .code(part) : .words("`" + part))
        }
        self.pieces = pieces
    }
}
