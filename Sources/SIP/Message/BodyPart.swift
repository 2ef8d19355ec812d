/// A part of a multipart body.
struct BodyPart {
    let contentType: ContentType?
    /// With the line end that belongs to the delimiter after it.
    let content: ArraySlice<UInt8>

    /// Reads the part's own header fields.
    init(_ bytes: [UInt8]) {
        var reader = LineReader(bytes)
        var contentType: ContentType?
        while !reader.skipBlankLine(), let line = reader.next(folded: true) {
            let field = HeaderField(parsing: bytes, line.range, hasBareCR: line.hasBareCR)
            guard field.header == .contentType else { continue }
            var scanner = Scanner(bytes: bytes, range: field.value, header: HeaderName.contentType.name)
            contentType = try? ContentType(from: &scanner)
        }
        self.contentType = contentType
        content = bytes[reader.position...]
    }
}

extension Message {
    /// The parts of a multipart body, as far as they are closed (RFC 2046 5.1.1); none of any other body.
    var bodyParts: [BodyPart] {
        guard let type = contentType, type.type.equalsIgnoringCase("multipart"),
            let boundary = type.parameters.value("boundary"), !boundary.isEmpty
        else { return [] }
        let delimiter = Array("--\(boundary)".utf8)
        var parts: [BodyPart] = []
        var begin: Int?
        for line in bodyBytes.split(separator: .lineFeed, omittingEmptySubsequences: false)
        where line.starts(with: delimiter) {
            if let begin { parts.append(BodyPart(Array(bytes[begin..<line.startIndex]))) }
            begin = min(line.endIndex + 1, bytes.count)
        }
        return parts
    }
}
