import Lab
import Net
import Probes
import Testing

/// A lab's arguments read as `sipdiag why` reads them.
struct LabArguments {
    let target: Target
    let settings: ProbeSettings

    init(_ scenario: LabScenario) throws {
        let arguments = scenario.arguments
        target = try Target(try #require(arguments.first))
        var options = ProbeOptions()
        var call = CallSettings()
        call.isAllowed = true
        var user: String?
        var rest = arguments.dropFirst()
        while let name = rest.popFirst() {
            let next = rest.popFirst()
            let value = try #require(next)
            switch name {
            case "--resolver": options.resolver = value
            case "--stun": options.stun.append(value)
            case "--status-url": options.statusURLs.append(value)
            case "--ca-file": options.caFile = value
            case "--transport": options.transport = value
            case "--from": options.from = value
            case "--auth-user": user = value
            case "--ring": call.ringMs = 1000 * (try #require(Int(value.dropLast())))
            case "--srtp": call.srtp = try #require(CallSettings.SRTP(rawValue: value))
            case "--timeout":
                #expect(value.hasSuffix("s"))
                options.timeoutMs = 1000 * (try #require(Int(value.dropLast())))
            default: Issue.record("\(name) is no option of a lab")
            }
        }
        var settings = try ProbeSettings(options)
        settings.call = call
        #expect(user == scenario.login?.user)
        settings.credentials = scenario.login.map { Credentials(username: $0.user, password: $0.password) }
        self.settings = settings
    }

    /// A run with them.
    @NetActor
    func context() -> ProbeContext {
        // Many labs at once share one reactor with all other tests: what takes a millisecond may take seconds.
        var settings = settings
        settings.timeoutMs = max(settings.timeoutMs, 3000)
        settings.deadlineMs = 60_000
        let servers = settings.nameServers.map { NameServers($0) } ?? NameServers.ofSystem()
        return ProbeContext(
            target: target, settings: settings, network: Client.network, nameServers: servers,
            started: Client.network.time.now)
    }
}
