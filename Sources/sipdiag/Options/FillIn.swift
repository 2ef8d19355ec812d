import ArgumentParser
import Diagnosis
import Settings

/// What the settings say where the command line says nothing.
struct FillIn: Decodable, Sendable {
    private var settings: Settings
    /// The settings that were used.
    private(set) var used: SettingsLayer = [:]

    init(_ settings: Settings = Settings()) { self.settings = settings }

    /// It stands among options, and is none: the parser has nothing for it.
    init(from decoder: any Decoder) { self.init() }

    /// The value, where the command line has none.
    private mutating func use(_ name: SettingName) -> Setting? {
        used[name] = settings.values[name]
        return used[name]
    }

    mutating func fill(_ name: SettingName, _ value: inout String?) {
        if value == nil { value = use(name)?.values.first }
    }

    mutating func fill(_ name: SettingName, _ values: inout [String]) {
        if values.isEmpty { values = use(name)?.values ?? [] }
    }

    mutating func fill(_ name: SettingName, _ isSet: inout Bool) {
        if !isSet { isSet = use(name)?.values == ["true"] }
    }

    mutating func fill<Value>(_ name: SettingName, _ value: inout Value?, _ read: (String) throws -> Value?) rethrows {
        if value == nil { value = try use(name)?.values.first.flatMap(read) }
    }

    /// Where the value of an option came from, for a message about it; empty where the command line has it.
    func origin(of option: String) -> String {
        let setting = used.first { $0.key.option == option }?.value
        return setting.map { " (\($0.origin))" } ?? ""
    }
}

extension ProbingOptions {
    /// The lab brings a provider of its own.
    mutating func fillIn() throws {
        guard lab == nil else {
            if let profile { throw ValidationError("--lab brings its own provider; leave out --profile \(profile)") }
            return
        }
        var settings = FillIn(try SettingsInForce.read(profile: profile))
        var target: String?
        settings.fill(.target, &target)
        settings.fill(.transport, &transport)
        var family = ipv4Only || ipv6Only ? "" : nil
        settings.fill(.family, &family)
        ipv4Only = ipv4Only || family == "ipv4"
        ipv6Only = ipv6Only || family == "ipv6"
        settings.fill(.proxy, &proxy)
        settings.fill(.resolver, &resolver)
        settings.fill(.stun, &stun)
        settings.fill(.statusURL, &statusURL)
        settings.fill(.canary, &canary)
        settings.fill(.expect, &expect, ExpectedCodes.init)
        settings.fill(.from, &from)
        settings.fill(.authUser, &identity.authUser)
        settings.fill(.passwordFile, &identity.passwordFile)
        settings.fill(.caFile, &caFile)
        settings.fill(.cert, &cert)
        settings.fill(.key, &key)
        settings.fill(.insecure, &insecure)
        settings.fill(.local, &local)
        try settings.fill(.timeout, &timeout, DurationArgument.init)
        try settings.fill(.deadline, &deadline, DurationArgument.init)
        filledIn = settings
    }

    /// Whom the profile is about.
    var profileTarget: String? { filledIn.used.text(.target) }
}

extension JudgingOptions {
    mutating func fillIn() throws {
        var settings = FillIn(try SettingsInForce.read())
        settings.fill(.noInput, &noInput)
    }
}

extension OutputOptions {
    mutating func fillIn() throws {
        var settings = FillIn(try SettingsInForce.read())
        settings.fill(.format, &chosenFormat, Format.init)
        try settings.fill(.redact, &redact, RedactArgument.init)
        settings.fill(.color, &chosenColour, Colour.init)
        settings.fill(.verbose, &verbose)
        settings.fill(.quiet, &quiet)
        settings.fill(.trace, &trace)
        settings.fill(.ladder, &ladder)
    }
}
