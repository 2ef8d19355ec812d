package import SIP

/// Who answers a challenge.
package struct Credentials: Sendable {
    package var username: String
    package var secret: Secret

    package init(username: String, password: String) {
        self.username = username
        secret = Secret(password)
    }
}
