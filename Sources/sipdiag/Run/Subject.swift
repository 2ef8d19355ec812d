import ArgumentParser
import Diagnosis
import FoundationEssentials

/// What the person has in hand, read in the contract's order: an existing file, a three-digit code, `Q.850:N` or
/// `Warning:N`, a cause id, a symptom, else a target.
enum Subject: Equatable {
    case file(String)
    case code(Int)
    case number(AnswerNumber, Int)
    case cause(String)
    case symptom(String)
    case target(String)

    /// - Throws: what is near a known word and is none.
    init(_ word: String, _ library: Library) throws {
        var isFolder = false
        if FileManager.default.fileExists(atPath: word, isDirectory: &isFolder), !isFolder {
            self = .file(word)
        } else if Self.namesFile(word), !isFolder {
            throw ValidationError("\(word): no such file")
        } else if word.utf8.count == 3, let code = Int(word) {
            guard (100...699).contains(code) else {
                throw ValidationError("\(word) is no SIP code; they go from 100 to 699")
            }
            self = .code(code)
        } else if let (kind, value) = AnswerNumber.read(word) {
            guard let value, library.row(of: kind, value) != nil else {
                throw ValidationError(
                    "\(word): nothing is known of this \(kind.noun); they go from \(kind.range.lowerBound) to "
                        + "\(kind.range.upperBound) (\(kind.rawValue):\(kind == .q850 ? 34 : 304))")
            }
            self = .number(kind, value)
        } else if library.causes[word] != nil {
            self = .cause(word)
        } else if library.symptoms.contains(where: { $0.word == word }) {
            self = .symptom(word)
        } else {
            if let meant = library.nearWord(word) {
                throw ValidationError(
                    "there is no cause or symptom “\(word)”; did you mean \(meant)? After -- it is a target")
            }
            self = .target(word)
        }
    }

    /// It can be nothing else, whether the file exists or not.
    private static func namesFile(_ word: String) -> Bool {
        let isURI = ["sip:", "sips:", "tel:"].contains { word.lowercased().hasPrefix($0) }
        return !isURI && (word.contains("/") || [".json", ".pcap", ".pcapng", ".log"].contains { word.hasSuffix($0) })
    }
}

extension Library {
    /// The cause or symptom that a word probably stands for: it looks like one, and not like a host.
    fileprivate func nearWord(_ word: String) -> String? {
        let labels = word.split(separator: ".", omittingEmptySubsequences: false)
        if labels.count == 1 { return NearName.of(word, among: symptoms.map(\.word)) }
        guard labels.count == 2 else { return nil }
        return NearName.of(word, among: causes.keys.filter { $0.hasPrefix("\(labels[0]).") })
    }
}
