/// Who calls whom: numbers, users and display names that were met, each with its mask.
struct PersonMasks: Sendable {
    enum Kind: String {
        /// The user of a URI.
        case user
        /// A display name.
        case name
    }

    private var table = MaskTable<[UInt8]>()
    /// The digits of numbers, without what is dialled before them: `+49 30…`, `0049 30…` and `030…` are one number.
    private var numbers: [(digits: [UInt8], mask: String)] = []
    /// What never names a person outside of a URI.
    private let words: Set<[UInt8]>
    /// The longest first: `bob smith` before `bob`.
    private(set) var known: [(word: [UInt8], mask: String)] = []

    /// Users that stand for nobody (RFC 3323 4.1.1.3; our own From; what a reader of a fix puts a name for).
    private static let nobody: Set<String> = ["anonymous", "sipdiag", "NAME", "NUMBER", "+NUMBER"]

    private static let masks: Set<String> = ["num", "user", "name", "ip", "ip6", "private", "carrier", "passport"]
    private static let protocolWords: Set<String> = [
        "sip", "sips", "tel", "SIP", "UDP", "TCP", "TLS", "INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "REGISTER",
    ]

    /// Fewer digits may be a code, a port or a duration: they count as a number only where a number must stand.
    static let fewestDigits = 6

    init(keeping words: Set<String>) {
        // A user called `user` must not be looked for in the masks, and one called `sip` not in every URI.
        let ours = words.union(Self.masks).union(Self.protocolWords)
        self.words = Set(ours.map { Array($0.utf8) })
    }

    /// - Returns: nil for what names nobody.
    mutating func mask(of text: [UInt8], kind: Kind) -> String? {
        let plain = String(decoding: text, as: UTF8.self)
        guard !text.isEmpty, Self.nobody.isDisjoint(with: [plain, plain.lowercased()]) else { return nil }
        if let digits = Self.digits(ofNumber: plain) { return mask(ofNumber: digits) }
        let mask = table.mask(of: text, kind: kind.rawValue)
        if text.count > 2, !words.contains(text), !known.contains(where: { $0.word == text }) {
            let index = known.firstIndex { $0.word.count < text.count } ?? known.endIndex
            known.insert((text, mask), at: index)
        }
        return mask
    }

    /// The last three digits stay, for those who look for the call; of a short number they would be all of it.
    mutating func mask(ofNumber digits: [UInt8]) -> String {
        if let known = knownMask(ofNumber: digits) { return known }
        let tail = digits.count > Self.fewestDigits ? "-" + String(decoding: digits.suffix(3), as: UTF8.self) : ""
        let mask = table.mask(of: digits, kind: "num", tail: tail)
        numbers.append((Self.significant(digits), mask))
        return mask
    }

    /// The mask of a number that was met before, in whatever form.
    func knownMask(ofNumber digits: [UInt8]) -> String? {
        let wanted = Self.significant(digits)
        return numbers.first { number in
            let (short, long) = number.digits.count < wanted.count ? (number.digits, wanted) : (wanted, number.digits)
            return short == long || short.count >= Self.fewestDigits && long.suffix(short.count) == short[...]
        }?.mask
    }

    private static func significant(_ digits: [UInt8]) -> [UInt8] {
        digits.count < fewestDigits ? digits : Array(digits.drop { $0 == UInt8(ascii: "0") })
    }

    /// The digits of what is nothing but a number: with a plus, visual separators (RFC 3966 3), blanks, star codes.
    private static func digits(ofNumber text: String) -> [UInt8]? {
        let text = text.lowercased().replacing("%2b", with: "+").utf8
        let digits = text.filter(\.isDigit)
        guard !digits.isEmpty, text.allSatisfy({ $0.isDigit || "+-.() *#/".utf8.contains($0) }) else { return nil }
        return digits
    }
}
