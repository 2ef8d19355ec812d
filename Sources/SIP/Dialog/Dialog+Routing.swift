/// Where the requests of a dialog go (RFC 3261 12.2.1.1).
extension Dialog {
    /// What the next hop is found by (RFC 3263): the first route, or the target.
    package var nextHop: URI { routeSet.first?.uri ?? remoteTarget }

    /// The Request-URI: the target, or a strict router that comes first.
    package var requestURI: URI {
        (isStrictlyRouted ? nextHop : remoteTarget).asRequestURI
    }

    /// The Route of our requests; a strict router takes its own out, and the target stands last.
    package var routes: [NameAddress] {
        isStrictlyRouted ? routeSet.dropFirst() + [NameAddress(uri: remoteTarget)] : routeSet
    }

    /// The first router is one of RFC 2543.
    package var isStrictlyRouted: Bool {
        guard let first = routeSet.first else { return false }
        return first.uri.sip?.parameter("lr") == nil
    }
}

extension URI {
    /// Without the parts that a Request-URI must not have (RFC 3261 19.1.1, table 1).
    fileprivate var asRequestURI: URI {
        guard case .sip(var uri) = self else { return self }
        uri.headers = []
        uri.parameters.removeAll { $0.name.equalsIgnoringCase("method") }
        return .sip(uri)
    }
}
