package import SIP

/// Whom a server lets in, and how it goes wrong.
package struct AuthPolicy: Sendable, Hashable {
    package enum Nonces: Sendable, Hashable {
        case honoured
        /// A right answer is always called too old.
        case alwaysStale
        /// The first right answer is called too old, the one to the new nonce is taken.
        case firstStale
        /// Servers of these realms take the requests in turn behind one address, and none knows the nonces of another.
        case unshared(realms: [String])
    }

    package enum Refusal: Sendable, Hashable {
        /// Wrong credentials are challenged again.
        case challenges
        /// They get a 403.
        case forbids
    }

    /// Everybody gets a 403, and nobody a challenge: the address is not on the list.
    package var isClosed = false
    /// The same for calls alone.
    package var isClosedToCalls = false
    /// Passwords by user name.
    package var users: [String: String]
    package var realm = LabPlan.domain
    /// As the challenges name them, one a challenge; names that nobody knows too.
    package var algorithms = ["MD5"]
    /// None is the form of RFC 2069.
    package var qops = [DigestQop.auth]
    package var nonces = Nonces.honoured
    package var refusal = Refusal.challenges
    /// Who asks for an INVITE's credentials; a REGISTER's are always the registrar's business.
    package var challenger = Challenger.server
    /// Users whose INVITE gets a 403, though their credentials are good.
    package var mayNotCall: Set<String> = []
    /// Requests that are let in only with credentials.
    package var methods: Set<SIP.Method> = [.invite, .register]

    package init(users: [String: String]) {
        self.users = users
    }
}
