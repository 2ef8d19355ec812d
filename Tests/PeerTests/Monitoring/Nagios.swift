import Foundation

/// Nagios Core from Debian's package, with one host and services that sipdiag checks.
struct Nagios {
    let folder: MonitoringFolder
    private let process: Running

    /// - Parameter checks: sipdiag's arguments by service; `$HOSTADDRESS$` is 127.0.0.1.
    init(checks: KeyValuePairs<String, String>) throws {
        folder = try MonitoringFolder()
        try FileManager.default.createDirectory(atPath: "\(folder.path)/results", withIntermediateDirectories: true)
        let objects = Self.objects(checks)
        let main = try folder.file("nagios.cfg", Self.settings(folder.path, try folder.file("objects.cfg", objects)))
        process = try Shell.start(["nagios4", main], log: "\(folder.path)/output")
    }

    func stop() { process.stop() }

    var said: String { process.said }

    /// What it knows of each service that has been checked, by name.
    var services: [String: [String: String]] {
        var services: [String: [String: String]] = [:]
        for block in Shell.text("\(folder.path)/status.dat").split(separator: "servicestatus {\n").dropFirst() {
            var facts: [String: String] = [:]
            for line in block.prefix(while: { $0 != "}" }).split(separator: "\n") {
                let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                if parts.count == 2 { facts[parts[0].trimmingCharacters(in: .whitespaces)] = String(parts[1]) }
            }
            if facts["has_been_checked"] == "1" { services[facts["service_description"] ?? ""] = facts }
        }
        return services
    }

    private static func settings(_ folder: String, _ objects: String) -> String {
        """
        cfg_file=\(objects)
        log_file=\(folder)/nagios.log
        object_cache_file=\(folder)/objects.cache
        status_file=\(folder)/status.dat
        status_update_interval=1
        temp_file=\(folder)/nagios.tmp
        temp_path=\(folder)
        check_result_path=\(folder)/results
        lock_file=\(folder)/nagios.lock
        query_socket=\(folder)/nagios.qh
        command_file=\(folder)/nagios.cmd
        check_external_commands=0
        service_inter_check_delay_method=n
        interval_length=1
        nagios_user=\(getuid())
        nagios_group=\(getgid())

        """
    }

    private static func objects(_ checks: KeyValuePairs<String, String>) -> String {
        let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        let always = days.map { ($0, "00:00-24:00") } + [("timeperiod_name", "always"), ("alias", "always")]
        let quiet = [
            ("max_check_attempts", "1"), ("check_period", "always"), ("notifications_enabled", "0"),
            ("contacts", "nobody"), ("notification_period", "always"),
        ]
        let nobody = ["host", "service"].flatMap { kind in
            [("\(kind)_notification_commands", "silence"), ("\(kind)_notification_period", "always")]
        }
        // The first checks are spread over one interval.
        let services = checks.map { name, arguments in
            define(
                "service",
                [("host_name", "lab"), ("service_description", name), ("check_command", "sipdiag!\(arguments)")]
                    + [("check_interval", "10")] + quiet)
        }
        return define("timeperiod", always)
            + define("command", [("command_name", "silence"), ("command_line", "/bin/true")])
            + define(
                "command",
                [("command_name", "sipdiag"), ("command_line", "\(Shell.sipdiag) $ARG1$ --format nagios -t 20")])
            + define("contact", [("contact_name", "nobody")] + nobody)
            + define("host", [("host_name", "lab"), ("address", "127.0.0.1")] + quiet) + services.joined()
    }

    private static func define(_ kind: String, _ facts: [(String, String)]) -> String {
        "define \(kind) {\n" + facts.map { "  \($0) \($1)\n" }.joined() + "}\n"
    }
}
