import Settings
import Testing

/// Which source wins, and that it is named.
@Suite struct ResolveTests {
    private static let system = """
        timeout: 1s
        resolver: system
        stun: [system]
        profiles:
          acme: {proxy: system, target: system}
          other: {target: other}
        """
    private static let user = """
        timeout: 2s
        stun: [user, two]
        proxy: user
        profiles: {acme: {resolver: profile, canary: [profile]}}
        """

    private func resolve(profile: String? = nil, _ environment: [String: String] = [:]) throws -> Settings {
        let files = [
            try settingsFile(Self.user, path: "user"), try settingsFile(Self.system, path: "system"),
        ]
        return try Settings.resolve(
            files: files, profile: profile, environment: { environment[$0] }, rules: testRules)
    }

    @Test(
        arguments: [
            (nil, [:], .timeout, ["2s"], "user:1"), (nil, [:], .resolver, ["system"], "system:2"),
            (nil, [:], .stun, ["user", "two"], "user:2"), (nil, [:], .proxy, ["user"], "user:3"),
            ("acme", [:], .resolver, ["profile"], "profile acme, user:4"),
            // The user's profile takes the place of the system's: no mixture.
            ("acme", [:], .proxy, ["user"], "user:3"), ("acme", [:], .target, nil, nil),
            ("other", [:], .target, ["other"], "profile other, system:6"),
            (nil, ["SIPDIAG_PROFILE": "other"], .target, ["other"], "profile other, system:6"),
            ("acme", ["SIPDIAG_PROFILE": "other"], .canary, ["profile"], "profile acme, user:4"),
            ("acme", ["SIPDIAG_RESOLVER": "variable"], .resolver, ["variable"], "SIPDIAG_RESOLVER"),
            (nil, ["SIPDIAG_RESOLVER": ""], .resolver, ["system"], "system:2"),
            (nil, ["SIPDIAG_STUN": "a, b\tc"], .stun, ["a", "b", "c"], "SIPDIAG_STUN"),
            (nil, ["SIPDIAG_INSECURE": "1"], .insecure, ["true"], "SIPDIAG_INSECURE"),
            (nil, ["SIPDIAG_STATUS_URL": "https://x"], .statusURL, ["https://x"], "SIPDIAG_STATUS_URL"),
        ] as [(String?, [String: String], SettingName, [String]?, String?)])
    func wins(
        _ profile: String?, _ environment: [String: String], _ name: SettingName, _ values: [String]?, _ origin: String?
    ) throws {
        let setting = try resolve(profile: profile, environment).values[name]
        #expect(setting?.values == values)
        #expect(setting.map { "\($0.origin)" } == origin)
    }

    @Test(
        arguments: [
            ("amce", [:], "--profile amce: there is no such profile; did you mean acme?"),
            ("voip", [:], "--profile voip: there is no such profile; there are acme, other"),
            (nil, ["SIPDIAG_PROFILE": "x"], "SIPDIAG_PROFILE x: there is no such profile; there are acme, other"),
            (nil, ["SIPDIAG_TIMEOUT": "0s"], "SIPDIAG_TIMEOUT 0s: write a length of time from 1ms to 24 hours (1440m)"),
            (nil, ["SIPDIAG_TRACE": "maybe"], "SIPDIAG_TRACE maybe: write true or false"),
            (nil, ["SIPDIAG_TRANSPORT": "pigeon"], "SIPDIAG_TRANSPORT pigeon: there are udp, tcp, tls, ws, wss"),
            (nil, ["SIPDIAG_CANARY": "ok,bad"], "SIPDIAG_CANARY bad: this is no canary"),
        ] as [(String?, [String: String], String)])
    func isRefused(_ profile: String?, _ environment: [String: String], _ says: String) throws {
        let problem = try #require(throws: SettingsProblem.self) { try resolve(profile: profile, environment) }
        #expect("\(problem)" == says)
    }

    @Test func withoutAFileThereIsNoProfile() throws {
        let problem = try #require(throws: SettingsProblem.self) {
            try Settings.resolve(files: [], profile: "a", environment: { _ in nil }, rules: testRules)
        }
        #expect("\(problem)".contains("no settings file has any"))
    }

    @Test(arguments: [
        ("500ms", 500), ("5s", 5000), ("2m", 120_000), ("1h", 3_600_000), ("7", 7000), ("0.5", 500), ("rfc", 32_000),
        ("24h", 86_400_000), ("25h", nil), ("0s", nil), ("-1s", nil), ("inf", nil), ("5 s", nil), ("", nil),
    ])
    func lengthsOfTime(_ text: String, _ milliseconds: Int?) {
        #expect((try? LengthOfTime.read(text)) == milliseconds)
    }
}
