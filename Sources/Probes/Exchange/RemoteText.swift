import Diagnosis
import SIP

/// Texts of a message as facts hold them: what is no UTF-8 is kept as `\xNN`.
extension Message {
    /// The reason phrase, possibly empty.
    var reasonText: String {
        guard case .response(_, _, let reason) = startLine.kind else { return "" }
        return remoteText(reason)
    }

    /// All that an answer says in words: its phrase, the texts of Reason and Warning.
    var says: String {
        let texts = [reasonText] + reasons.compactMap(\.text) + warnings.map(\.text)
        return texts.filter { !$0.isEmpty }.joined(separator: "; ")
    }

    /// The header's fields, those after the first behind commas; nil where there is none.
    func remoteText(of header: HeaderName) -> String? {
        let values = fields(of: header).map { remoteText($0.value) }.filter { !$0.isEmpty }
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    private func remoteText(_ range: Range<Int>) -> String {
        // A fold is a line break before a blank (RFC 3261 7.3.1).
        SafeText.decode(bytes[range.clamped(to: 0..<bytes.count)].filter { $0 != 0x0D && $0 != 0x0A })
    }
}
