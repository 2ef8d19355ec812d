/// A header to add to a message that is built.
package struct Header: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    package init(_ header: HeaderName, _ value: String) {
        self.init(header.name, value)
    }
}

/// A body with its type.
package struct Body: Hashable, Sendable {
    package var contentType: ContentType
    package var bytes: [UInt8]

    package init(_ contentType: ContentType, _ bytes: [UInt8]) {
        self.contentType = contentType
        self.bytes = bytes
    }
}
