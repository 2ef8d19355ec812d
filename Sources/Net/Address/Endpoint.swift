import Glibc

/// Where a packet goes to or comes from: address and port.
package struct Endpoint: Sendable, Hashable, CustomStringConvertible {
    package var address: IPAddress
    package var port: UInt16
    /// The interface's index for IPv6 link-local addresses, otherwise 0.
    package var scope: UInt32

    package init(_ address: IPAddress, port: UInt16, scope: UInt32 = 0) {
        self.address = address
        self.port = port
        self.scope = scope
    }

    /// Reads `ADDR`, `ADDR:PORT`, `[ADDR]` and `[ADDR]:PORT`; an IPv6 address may carry `%interface` or `%index`.
    /// - Parameter defaultPort: The port where the text has none.
    package init?(_ text: String, defaultPort: UInt16 = 0) {
        let host: Substring
        let port: Substring?
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            host = text[text.index(after: text.startIndex)..<end]
            let rest = text[text.index(after: end)...]
            guard rest.isEmpty || rest.first == ":", host.contains(":") else { return nil }
            port = rest.isEmpty ? nil : rest.dropFirst()
        } else {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            host = parts.count == 2 ? parts[0] : text[...]
            port = parts.count == 2 ? parts[1] : nil
        }

        let zone = host.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = zone.first, let address = IPAddress(first) else { return nil }
        var scope: UInt32 = 0
        if zone.count == 2 {
            guard address.isIPv6, let index = Self.interfaceIndex(String(zone[1])) else { return nil }
            scope = index
        }
        var number = defaultPort
        if let port {
            guard port.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = UInt16(port) else { return nil }
            number = value
        }
        self.init(address, port: number, scope: scope)
    }

    /// `1.2.3.4:5060` or `[::1]:5060`.
    package var description: String {
        guard address.isIPv6 else { return "\(address):\(port)" }
        return scope == 0 ? "[\(address)]:\(port)" : "[\(address)%\(scope)]:\(port)"
    }

    private static func interfaceIndex(_ name: String) -> UInt32? {
        if let index = UInt32(name), index > 0 { return index }
        let index = if_nametoindex(name)
        return index > 0 ? index : nil
    }
}
