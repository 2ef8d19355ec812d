import Glibc

/// What this machine's own kernel refused, before anything reached the network.
package struct LocalError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Kind: Sendable, Hashable {
        /// A local firewall dropped the packet on its way out (EPERM).
        case deniedLocally
        /// No route to the destination (ENETUNREACH).
        case noRoute
        /// A route of type `unreachable` (EHOSTUNREACH).
        case unreachableRoute
        /// A route of type `prohibit`, or a broadcast address (EACCES).
        case prohibitedRoute
        /// A route of type `blackhole` (EINVAL).
        case blackholeRoute
        /// Larger than the known path MTU, or than a datagram can be (EMSGSIZE).
        case tooBig
        /// The chosen source address cannot reach the destination: loopback to elsewhere (EINVAL).
        case sourceUnusable
        /// A link-local IPv6 address without its interface (EINVAL).
        case scopeMissing
        /// Port 0 (EINVAL).
        case portMissing
        /// The source address is not one of this machine's, or every port to that destination is taken (EADDRNOTAVAIL).
        case addressNotAvailable
        case addressInUse
        /// The address family is switched off, or not the socket's (EAFNOSUPPORT).
        case familyNotSupported
        case interfaceDown
        /// A privileged port (EACCES of bind).
        case notPermitted
        case tooManyFiles
        /// The kernel's buffers stayed full.
        case noBuffers
        /// An established connection whose peer no longer acknowledges (ETIMEDOUT).
        case peerSilent
        /// Used after `close()`.
        case closed
        case other
    }

    package let kind: Kind
    /// errno, 0 when no call was made.
    package let code: Int32
    /// The system call.
    package let call: String

    package init(_ kind: Kind, code: Int32 = 0, call: String) {
        self.kind = kind
        self.code = code
        self.call = call
    }

    /// `sendto: Network is unreachable (101)`
    package var description: String {
        code == 0 ? "\(call): \(kind)" : "\(call): \(String(cString: strerror(code))) (\(code))"
    }
}

extension LocalError {
    /// An error that concerns this end only: opening, binding, listening, reading.
    init(_ code: Int32, in call: String) {
        let kind: Kind =
            switch code {
            case EACCES, EPERM: .notPermitted
            case EADDRNOTAVAIL: .addressNotAvailable
            case EADDRINUSE: .addressInUse
            case EAFNOSUPPORT: .familyNotSupported
            case ENETDOWN: .interfaceDown
            case EMFILE, ENFILE: .tooManyFiles
            case ENOBUFS, ENOMEM: .noBuffers
            case ETIMEDOUT: .peerSilent
            case EHOSTUNREACH: .unreachableRoute
            case ENETUNREACH: .noRoute
            default: .other
            }
        self.init(kind, code: code, call: call)
    }

    /// An error of a call that names a destination: the routing table and the firewall speak through errno.
    init(_ code: Int32, in call: String, from source: IPAddress, toward destination: Endpoint) {
        switch code {
        case EPERM: self.init(.deniedLocally, code: code, call: call)
        case EACCES: self.init(.prohibitedRoute, code: code, call: call)
        case EMSGSIZE: self.init(.tooBig, code: code, call: call)
        case EINVAL:
            let kind: Kind =
                if destination.port == 0 {
                    .portMissing
                } else if destination.address.isIPv6, destination.address.isLinkLocal, destination.scope == 0 {
                    .scopeMissing
                } else if source.isLoopback, !destination.address.isLoopback {
                    .sourceUnusable
                } else {
                    .blackholeRoute
                }
            self.init(kind, code: code, call: call)
        default: self.init(code, in: call)
        }
    }
}
