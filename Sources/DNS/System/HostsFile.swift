/// What `/etc/hosts` says, read as glibc's `files` service reads it (hosts(5)).
package struct HostsFile: Sendable, Equatable {
    private var addresses: [DomainName: [DNSAddress]] = [:]
    package private(set) var warnings: [LineWarning] = []

    package init() {}

    /// Reads the file's text: an address and its names a line, `#` begins a comment anywhere.
    package static func parse(_ text: String) -> HostsFile {
        var file = HostsFile()
        for line in TextLine.all(of: text) { file.read(line) }
        return file
    }

    /// The addresses of a name in the order of the file, each once; empty when the file does not name it.
    package func addresses(of name: DomainName) -> [DNSAddress] {
        addresses[name] ?? []
    }

    private mutating func read(_ line: TextLine) {
        let content = line.octets.prefix { $0 != UInt8(ascii: "#") }
        let words = TextLine(number: line.number, octets: content).words(separatedBy: isSpace)
        guard let first = words.first else { return }
        guard let address = DNSAddress(first) else {
            warnings.append(LineWarning(line: line.number, text: "\"\(first)\" is no IP address, line skipped"))
            return
        }
        for word in words.dropFirst() {
            guard let name = try? DomainName(word) else {
                warnings.append(LineWarning(line: line.number, text: "\"\(word)\" is no host name, skipped"))
                continue
            }
            if addresses[name]?.contains(address) != true { addresses[name, default: []].append(address) }
        }
    }
}

/// C's `isspace` within a line.
private func isSpace(_ octet: UInt8) -> Bool {
    octet == UInt8(ascii: " ") || (9...13).contains(octet)
}
