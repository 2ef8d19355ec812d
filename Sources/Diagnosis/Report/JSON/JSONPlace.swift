/// Why a file is not a report that this sipdiag can judge, and where in it.
package struct ReportProblem: Error, Equatable, CustomStringConvertible {
    /// `line 3, column 7`, or the way to the member: `findings[3].status`; empty: the document itself.
    package var place: String
    package var message: String

    /// Safe to print: the place may hold keys out of the file.
    package var description: String { SafeText.safe(place.isEmpty ? message : "\(place): \(message)") }
}

/// A JSON value and the way that leads to it: what a reader needs to name the place of a fault.
package struct JSONPlace {
    let value: JSON
    let path: String

    /// The whole of a document.
    package static func document(_ bytes: [UInt8]) throws(ReportProblem) -> JSONPlace {
        do {
            return JSONPlace(try JSON.parse(bytes))
        } catch {
            throw ReportProblem(place: "line \(error.line), column \(error.column)", message: error.message)
        }
    }

    init(_ value: JSON, path: String = "") {
        self.value = value
        self.path = path
    }

    /// A member that must be there.
    package func member(_ key: String) throws(ReportProblem) -> JSONPlace {
        guard let place = try optional(key) else { throw ReportProblem(place: step(key), message: "is missing") }
        return place
    }

    /// A member that may be absent; null counts as absent.
    package func optional(_ key: String) throws(ReportProblem) -> JSONPlace? {
        try members().first { $0.key == key && $0.place.value != .null }?.place
    }

    package func members() throws(ReportProblem) -> [(key: String, place: JSONPlace)] {
        guard case .object(let members) = value else { throw expected("an object") }
        return members.map { ($0.key, JSONPlace($0.value, path: step($0.key))) }
    }

    package func list() throws(ReportProblem) -> [JSONPlace] {
        guard case .list(let values) = value else { throw expected("a list") }
        return values.enumerated().map { JSONPlace($1, path: "\(path)[\($0)]") }
    }

    package func text() throws(ReportProblem) -> String {
        guard case .text(let text) = value else { throw expected("a text") }
        return text
    }

    package func texts() throws(ReportProblem) -> [String] {
        try list().map { place throws(ReportProblem) in try place.text() }
    }

    package func flag() throws(ReportProblem) -> Bool {
        guard case .flag(let flag) = value else { throw expected("true or false") }
        return flag
    }

    /// A whole number of at most 53 bits.
    package func whole() throws(ReportProblem) -> Int {
        guard case .number(let number) = value, let whole = Int(exactly: number), whole.magnitude < 1 << 53 else {
            throw expected("a whole number")
        }
        return whole
    }

    /// A time in UTC (RFC 3339).
    package func time() throws(ReportProblem) -> Timestamp {
        let text = try text()
        guard let time = Timestamp(text) else {
            throw expected("a time like 2026-11-22T20:12:00.000Z", found: "\"\(text)\"")
        }
        return time
    }

    /// One of a closed set of words.
    package func word<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) throws(ReportProblem) -> Word
    where Word.RawValue == String {
        let text = try text()
        guard let word = Word(rawValue: text) else {
            throw expected("one of " + Word.allCases.map(\.rawValue).joined(separator: ", "), found: "\"\(text)\"")
        }
        return word
    }

    package func expected(_ wanted: String, found: String? = nil) -> ReportProblem {
        ReportProblem(place: path, message: "\(wanted) is expected, not \(found ?? value.kind)")
    }

    private func step(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}
