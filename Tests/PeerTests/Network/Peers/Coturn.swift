import Foundation

extension Topology {
    /// coturn answers STUN on two addresses.
    func startCoturn() throws {
        try serve(
            .server,
            [
                "turnserver", "-n", "--no-auth", "--listening-ip=203.0.113.10", "--listening-ip=203.0.113.11",
                "-p", "3478", "--no-tls", "--no-dtls", "--no-cli", "--log-file", "stdout",
                "--pidfile", folder.appending(path: "turn.pid").path, "--userdb", folder.appending(path: "turndb").path,
            ], listens: ["udp:203.0.113.10:3478", "udp:203.0.113.11:3478"])
    }
}
