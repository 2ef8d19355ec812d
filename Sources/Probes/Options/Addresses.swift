package import DNS
package import Net

/// Which addresses an OPTIONS test asks.
package enum Addresses {
    package struct Address: Sendable, Hashable {
        package var endpoint: Endpoint
        package var transport: ServerLocator.Transport

        package init(_ endpoint: Endpoint, _ transport: ServerLocator.Transport) {
            self.endpoint = endpoint
            self.transport = transport
        }
    }

    /// In the order in which a client tries them; at most ten (contract).
    @NetActor
    static func find(_ parameters: [String: String], in context: ProbeContext) async -> [Address] {
        let selected = await context.location()
        var found = Addresses.of(selected)
        if let transport = parameters["transport"].flatMap(ServerLocator.Transport.init(rawValue:)) {
            found = await other(transport, than: found, selected, in: context)
        }
        if parameters["port"] == "default" { found = onDefaultPort(found) }
        switch parameters["family"] {
        case "ipv4": found.removeAll { $0.endpoint.address.isIPv6 }
        case "ipv6": found.removeAll { !$0.endpoint.address.isIPv6 }
        default: break
        }
        return found
    }

    static func of(_ location: Location) -> [Address] {
        location.tried.compactMap { target in target.endpoint.map { Address($0, target.transport) } }
    }

    /// Where the same server listens on another transport: what SRV publishes for it, else the same addresses.
    @NetActor
    private static func other(
        _ transport: ServerLocator.Transport, than found: [Address], _ selected: Location, in context: ProbeContext
    ) async -> [Address] {
        guard transport != selected.selectedTransport else { return found }
        let published = selected.published.contains { $0.transport == transport && !$0.isRefused }
        if published {
            let located = Addresses.of(await context.location(over: transport))
            if !located.isEmpty { return located }
        }
        return found.map { address in
            var endpoint = address.endpoint
            if endpoint.port == address.transport.defaultPort { endpoint.port = transport.defaultPort }
            return Address(endpoint, transport)
        }
    }

    /// The same hosts on the transport's default port; none where they were asked there already.
    private static func onDefaultPort(_ found: [Address]) -> [Address] {
        let moved = found.filter { $0.endpoint.port != $0.transport.defaultPort }.map { address in
            var address = address
            address.endpoint.port = address.transport.defaultPort
            return address
        }
        return moved.filter { !found.contains($0) }
    }
}
