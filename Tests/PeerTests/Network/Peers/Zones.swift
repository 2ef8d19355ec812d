import Foundation

/// A name server of its own for each address, and a resolver that finds its way from one to the other.
extension Topology {
    /// NSD on port 53 of an address that the server gets for it.
    /// - Parameter zones: by name, the zone files.
    @discardableResult
    func startNSD(at address: String, zones: [String: String]) throws -> Running {
        try run(.server, ["ip", "address", "replace", "\(address)/32", "dev", "lo"])
        return try startNSD(on: address, zones: zones)
    }

    /// Unbound on 203.0.113.53 port 53: validates, says why it fails, and begins at the server of `test`.
    /// - Parameters:
    ///   - top: the address of the server of `test`.
    ///   - settings: further lines of its section `server`.
    func startValidator(top: String, settings: [String]) throws {
        try startUnbound(
            modules: "validator iterator", stub: "test", at: top, settings: ["ede: yes"] + settings)
    }

    /// A file of the servers' own.
    func read(_ name: String) -> String { Shell.text(folder.appending(path: name).path) }

    /// The zone file, signed with a new key, and the file with that key.
    /// - Parameter expired: all of its signatures but that of the key itself ended years ago.
    func sign(_ zone: String, _ text: String, expired: Bool) throws -> (zone: String, key: String) {
        let file = try write("\(zone).plain", text)
        let again = """
            ldns-signzone -i 20190101000000 -e 20200101000000 -f old.signed \(file) $key
            key='RRSIG[[:space:]]+DNSKEY'
            (grep -Ev "$key" old.signed; grep -E "$key" \(zone).signed) >mixed.signed
            mv mixed.signed \(zone).signed
            """
        let script = """
            set -e
            cd \(folder.path)
            key=$(ldns-keygen -r /dev/urandom -a ECDSAP256SHA256 \(zone))
            cp $key.key \(zone).key
            ldns-signzone -f \(zone).signed \(file) $key
            \(expired ? again : "")
            """
        try run(.server, ["sh", "-c", script])
        return (read("\(zone).signed"), folder.appending(path: "\(zone).key").path)
    }
}
