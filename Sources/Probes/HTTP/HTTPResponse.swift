/// A whole HTTP/1.x response (RFC 9112). All texts are the server's.
package struct HTTPResponse: Hashable, Sendable {
    /// One header field; the value without surrounding blanks.
    package struct Header: Hashable, Sendable {
        package let name: String
        package internal(set) var value: String
    }

    package let status: Int
    package let reason: String
    package internal(set) var headers: [Header] = []
    package internal(set) var body: [UInt8] = []

    /// The first field of this name, in any case of letters.
    package func header(_ name: String) -> String? { headers(name).first }

    /// All fields of this name, in order.
    package func headers(_ name: String) -> [String] {
        headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }

    /// 301, 302, 303, 307, 308 with a `Location`.
    package var redirect: String? {
        [301, 302, 303, 307, 308].contains(status) ? header("Location") : nil
    }
}

/// Why there is no response.
package enum HTTPFault: Error, Hashable, Sendable {
    /// The connection ended too early.
    case incomplete(Part)
    /// What arrived is no HTTP/1.x response: the broken rule, and the offset in all that was received.
    case wrong(offset: Int, Rule)
    /// More than will be read; the rest was not.
    case tooLarge(Part)

    package enum Part: String, Sendable {
        case head
        case body
    }

    package enum Rule: String, Sendable {
        case statusLine = "the first line is no HTTP/1.x status line"
        case headerLine = "a header line has no name and colon"
        case contentLength = "Content-Length is not one number"
        case transferCoding = "a transfer coding other than chunked"
        case chunkSize = "a chunk's size is no hexadecimal number"
        case chunkEnd = "a chunk is not followed by a line end"
    }
}
