/// What answers a challenge. However the value is printed, dumped or compared in a test, the secret is not shown.
package struct Credentials: Sendable, Equatable {
    package var username: String
    /// The password's bytes, as they are hashed.
    package var secret: [UInt8]

    package init(username: String, secret: [UInt8]) {
        self.username = username
        self.secret = secret
    }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "\(username), secret hidden" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["username": username]) }
}
