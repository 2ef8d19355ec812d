/// One row of the table of settings: how its value is written, where it may stand, and what it means.
package struct SettingRow: Sendable {
    package enum Kind: Sendable, Equatable {
        case text
        /// The path of a file or folder: `~/` is the home, and a relative one counts from the folder of the file it is written in.
        case path
        case list
        case flag
        case word([String])
        case time
    }

    /// Where a setting may stand.
    package struct Places: OptionSet, Sendable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }

        /// At the top of the settings file, and as `SIPDIAG_*`.
        package static let defaults = Places(rawValue: 1)
        /// In a profile.
        package static let profile = Places(rawValue: 2)
        /// In the file of `sipdiag check`.
        package static let check = Places(rawValue: 4)
    }

    package var name: SettingName
    package var kind: Kind
    package var places: Places
    /// What holds where nobody sets it.
    package var fallback: String?
    package var meaning: String

    private init(
        _ name: SettingName, _ kind: Kind, _ places: Places, _ meaning: String, fallback: String? = nil
    ) {
        (self.name, self.kind, self.places, self.meaning, self.fallback) = (name, kind, places, meaning, fallback)
    }

    package static let all: [SettingRow] = [
        SettingRow(.target, .text, .profile, "whom the provider's commands are about where no TARGET is named"),
        SettingRow(
            .transport, .word(["udp", "tcp", "tls", "ws", "wss"]), [.defaults, .profile, .check],
            "the transport that is forced; otherwise RFC 3263 decides"),
        SettingRow(
            .family, .word(["ipv4", "ipv6"]), [.defaults, .check], "the one address family that is used (-4, -6)"),
        SettingRow(.proxy, .text, [.defaults, .profile, .check], "outbound proxy, HOST[:PORT]"),
        SettingRow(
            .resolver, .text, [.defaults, .profile, .check], "name server, ADDR[:PORT]", fallback: "the system's"),
        SettingRow(.stun, .list, [.defaults, .profile, .check], "STUN servers, HOST[:PORT]"),
        SettingRow(.canary, .list, [.defaults, .profile, .check], "other SIP hosts to compare with, HOST[:PORT]"),
        SettingRow(.statusURL, .list, [.defaults, .profile, .check], "the provider's status pages"),
        SettingRow(.from, .text, [.defaults, .profile, .check], "identity in From, a SIP URI"),
        SettingRow(.authUser, .text, [.defaults, .profile, .check], "user name for authentication"),
        SettingRow(
            .passwordFile, .path, [.defaults, .profile, .check], "the file whose first line is the password"),
        SettingRow(
            .caFile, .path, [.defaults, .profile, .check], "the authorities that are trusted (PEM)",
            fallback: "the system's"),
        SettingRow(.cert, .path, [.defaults, .check], "client certificate (PEM)"),
        SettingRow(.key, .path, [.defaults, .check], "its private key (PEM)"),
        SettingRow(
            .insecure, .flag, [.defaults, .check], "go on where a certificate does not hold", fallback: "false"),
        SettingRow(.local, .text, [.defaults, .check], "source address and port, ADDR[:PORT]"),
        SettingRow(.timeout, .time, [.defaults, .check], "patience for one exchange", fallback: "5s"),
        SettingRow(
            .deadline, .time, [.defaults, .check], "the whole command ends by then",
            fallback: "30s, or what its calls take"),
        SettingRow(.expect, .text, [.defaults, .check], "answers that count as ok, such as 200-299,401"),
        SettingRow(.playbooks, .path, .defaults, "folder of playbooks that extend or replace the built-in ones"),
        SettingRow(.noInput, .flag, .defaults, "never ask", fallback: "false"),
        SettingRow(
            .format, .word(["text", "json", "ndjson", "markdown", "html", "nagios", "prometheus"]), .defaults,
            "how the report is written",
            fallback: "text"),
        SettingRow(.redact, .text, .defaults, "what is masked: numbers, addresses, or both"),
        SettingRow(.color, .word(["auto", "always", "never"]), .defaults, "colours", fallback: "auto"),
        SettingRow(.verbose, .flag, .defaults, "show every fact, and the way through the playbook", fallback: "false"),
        SettingRow(.quiet, .flag, .defaults, "say nothing when all is well", fallback: "false"),
        SettingRow(.trace, .flag, .defaults, "show the messages", fallback: "false"),
        SettingRow(.ladder, .flag, .defaults, "draw the exchange", fallback: "false"),
    ]

    package static func rows(in place: Places) -> [SettingRow] { all.filter { $0.places.contains(place) } }

    static func keys(in place: Places) -> [String] { rows(in: place).map(\.name.rawValue) }

    static func named(_ key: String) -> SettingRow? { byKey[key] }

    private static let byKey = Dictionary(uniqueKeysWithValues: all.map { ($0.name.rawValue, $0) })
}
