import Foundation
import TestSupport

/// SIPp as the called party of one call, on port 5070. Its exit status is its word that the call went as the scenario
/// says to the last message.
struct SIPp {
    static let port = 5070
    let program: Running
    private let messages: String
    private let errors: String

    /// - Parameters:
    ///   - scenario: a file of `Tests/Fixtures/SIPp`.
    ///   - words: what stands in for words of the scenario.
    init(
        _ scenario: String, transport: String = "udp", replacing words: [String: String] = [:], in network: Topology
    ) throws {
        var text = String(decoding: try Golden.read("SIPp/\(scenario).xml"), as: UTF8.self)
        for (word, other) in words { text = text.replacing(word, with: other) }
        let number = UUID().uuidString
        let file = try network.write("\(number).xml", text)
        messages = network.folder.appending(path: "\(number).messages").path
        errors = network.folder.appending(path: "\(number).errors").path
        program = try network.serve(
            .server,
            [
                "sipp", "-sf", file, "-t", transport == "tcp" ? "t1" : "u1", "-i", "203.0.113.10", "-p", "\(Self.port)",
                "-m", "1", "-nostdin", "-timeout", "20s", "-timeout_error", "-trace_msg", "-message_file", messages,
                "-trace_err", "-error_file", errors,
            ], listens: ["\(transport):203.0.113.10:\(Self.port)"])
    }

    /// Waits until it has sent or received that.
    func hasSeen(_ words: String) throws {
        try Shell.wait(for: "\(words) in \(Shell.text(messages))") { Shell.text(messages).contains(words) }
    }

    /// Why the call went another way than the scenario says; nil where it did not.
    func complaint() -> String? {
        let status = program.end()
        return status == 0 ? nil : "SIPp ended with \(status): \(Shell.text(errors))"
    }
}
