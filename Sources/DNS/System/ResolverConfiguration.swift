/// What `resolv.conf` says, read as glibc 2.36 reads it (resolv.conf(5), `res_init.c`).
package struct ResolverConfiguration: Hashable, Sendable {
    /// A server to ask.
    package struct Nameserver: Hashable, Sendable {
        package let address: DNSAddress
        /// What stood behind `%`: the interface of a link-local address.
        package let scope: String?
        package let port: UInt16

        package init(_ address: DNSAddress, scope: String? = nil, port: UInt16 = 53) {
            self.address = address
            self.scope = scope
            self.port = port
        }
    }

    /// The first three usable ones; 127.0.0.1 when the file names none.
    package var nameservers: [Nameserver] = []
    /// The `search` list, or the one `domain`: whichever came last.
    package var search: [String] = []
    package var options = Options()
    package var warnings: [LineWarning] = []

    /// The `options` line, with glibc's defaults and caps.
    package struct Options: Hashable, Sendable {
        /// Seconds to wait for one server, 1...30.
        package var timeout = 5
        /// Rounds through the servers, 1...5.
        package var attempts = 2
        /// Names with fewer dots get the search list first, 0...15.
        package var ndots = 1
        package var rotate = false
        package var useTCP = false
        package var edns0 = false
        package var trustAD = false
    }

    /// glibc's MAXNS.
    package static let maximumNameservers = 3

    package init() {}

    /// Reads the file's text. A line that glibc skips is skipped and becomes a warning; no input is refused.
    package static func parse(_ text: String) -> ResolverConfiguration {
        var configuration = ResolverConfiguration()
        for line in TextLine.all(of: text) { configuration.read(line) }
        if configuration.nameservers.isEmpty, let loopback = DNSAddress(bytes: [127, 0, 0, 1]) {
            configuration.nameservers = [Nameserver(loopback)]
        }
        return configuration
    }

    private mutating func read(_ line: TextLine) {
        guard let first = line.octets.first, first != UInt8(ascii: "#"), first != UInt8(ascii: ";") else { return }
        let words = line.words(separatedBy: isBlank)
        guard let keyword = words.first else { return }
        guard !isBlank(first) else {
            if Self.keywords.contains(keyword) { warn(line, "begins with a blank, so the system's resolver skips it") }
            return
        }
        let values = words.dropFirst()
        switch keyword {
        case "nameserver": readNameserver(values.first, line)
        case "domain": if let domain = values.first { search = [domain] }
        case "search": if !values.isEmpty { search = Array(values) }
        case "options": for option in values { read(option: option, line) }
        case "sortlist": break
        default: warn(line, "\"\(keyword)\" is no keyword of resolv.conf")
        }
    }

    private static let keywords: Set = ["nameserver", "domain", "search", "options", "sortlist"]

    private mutating func readNameserver(_ word: String?, _ line: TextLine) {
        guard let word else { return warn(line, "nameserver without an address, skipped") }
        let parts = word.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let address = DNSAddress(parts[0]), parts.count == 1 || address.family == .ipv6 else {
            let hint = word.utf8.last == UInt8(ascii: "\r") ? " (the line ends in a carriage return)" : ""
            return warn(line, "\"\(word)\" is no IP address, nameserver skipped\(hint)")
        }
        guard nameservers.count < Self.maximumNameservers else {
            return warn(line, "only the first \(Self.maximumNameservers) nameservers are used, \(word) is not")
        }
        nameservers.append(Nameserver(address, scope: parts.count == 2 ? parts[1] : nil))
    }

    private mutating func read(option: String, _ line: TextLine) {
        let parts = option.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let value = parts.count == 2 ? parts[1] : nil
        switch parts[0] {
        case "timeout": set(\.timeout, to: value, within: 1...30, line, option)
        case "attempts": set(\.attempts, to: value, within: 1...5, line, option)
        case "ndots": set(\.ndots, to: value, within: 0...15, line, option)
        case "rotate": options.rotate = true
        case "use-vc": options.useTCP = true
        case "edns0": options.edns0 = true
        case "trust-ad": options.trustAD = true
        default: break
        }
    }

    private mutating func set(
        _ option: WritableKeyPath<Options, Int>, to value: String?, within range: ClosedRange<Int>, _ line: TextLine,
        _ text: String
    ) {
        guard let value, let number = Int(value) else { return warn(line, "option \"\(text)\" has no number") }
        options[keyPath: option] = min(max(number, range.lowerBound), range.upperBound)
    }

    private mutating func warn(_ line: TextLine, _ text: String) {
        warnings.append(LineWarning(line: line.number, text: text))
    }
}

/// glibc's separators in resolv.conf.
private func isBlank(_ octet: UInt8) -> Bool {
    octet == UInt8(ascii: " ") || octet == UInt8(ascii: "\t")
}
