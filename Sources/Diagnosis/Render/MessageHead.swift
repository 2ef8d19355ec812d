/// What a recorded message says of itself before its body, wherever that can be read: for people who look it up, and
/// never to decide anything.
struct MessageHead {
    private let lines: [Substring]

    init(_ content: RecordedMessage.Content) {
        let text =
            switch content {
            case .text(let text): text
            case .bytes(let bytes): SafeText.decode(bytes)
            }
        lines = Array(
            text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).dropFirst().prefix { !$0.isEmpty }
        )
    }

    /// The first header field of one of these names, given in small letters.
    func value(of names: String...) -> Substring? {
        for line in lines {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let name = parts[0].split(separator: " ").first else { continue }
            if names.contains(name.lowercased()) { return parts[1].drop { $0 == " " } }
        }
        return nil
    }

    /// The tag of a From or To (RFC 3261 19.3).
    func tag(of names: String...) -> Substring? {
        for name in names {
            guard let parameter = value(of: name)?.split(separator: ";").first(where: { $0.hasPrefix("tag=") }) else {
                continue
            }
            return parameter.dropFirst(4)
        }
        return nil
    }
}
