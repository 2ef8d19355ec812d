/// Why a body says nothing about the service. Words in it are the page's own, at most 300 characters.
package enum StatusUnreadable: Error, Hashable, Sendable, CustomStringConvertible {
    case empty
    /// Neither JSON nor markup.
    case unknownFormat(contentType: String?)
    case invalidJSON
    /// JSON of no known family; the page's own words where it says why.
    case unknownJSON(message: String?)
    /// JSON of a known family without the field that carries the verdict.
    case missingField(String)
    /// The verdict hangs on a word that is not known.
    case unknownWord(String)
    /// Nothing wrong on the first of several pages of components.
    case onlyFirstPage
    /// The page lists nothing whose state could be told.
    case nothingListed
    case xml
    /// The newest entry of a feed, which does not say whether it is over.
    case unclearEntry(String)
    /// A web page without any of the marks of a status page.
    case html
    /// An address of statuspage.io that nobody uses: it shows advertising.
    case unclaimed
    /// A page that keeps programs out.
    case botChallenge

    package var description: String {
        switch self {
        case .empty: "the answer is empty"
        case .unknownFormat(let type): "the answer is neither JSON nor a web page" + (type.map { " (\($0))" } ?? "")
        case .invalidJSON: "the answer is broken JSON"
        case .unknownJSON(let message): "the answer is JSON of no known kind" + (message.map { ": \($0)" } ?? "")
        case .missingField(let field): "the status field \(field) is missing"
        case .unknownWord(let word): "the page uses a status word that is not known: \(word)"
        case .onlyFirstPage: "only the first page of the component list could be read"
        case .nothingListed: "the page lists no component"
        case .xml: "the answer is XML of no known kind"
        case .unclearEntry(let title): "the newest entry of the feed does not say whether it is over: \(title)"
        case .html: "the answer is a web page without the marks of a status page"
        case .unclaimed: "this statuspage.io address belongs to nobody"
        case .botChallenge: "the page keeps programs out (bot challenge)"
        }
    }
}
