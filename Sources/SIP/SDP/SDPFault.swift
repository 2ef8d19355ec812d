/// A line that breaks a rule of SDP; the description is read all the same.
package struct SDPFault: Hashable, Sendable, CustomStringConvertible {
    package enum Rule: String, Hashable, Sendable, CaseIterable {
        case noLine, tooManyLines
        case badVersion, badOrigin, badConnection, badTime, badMedia, badFormat, badCrypto
        case missingOrigin, missingName, missingTime, missingConnection

        package var sentence: String {
            switch self {
            case .noLine: "this is not a letter, = and text"
            case .tooManyLines: "there are more than \(Limits.sdpLines) lines"
            case .badVersion: "the version is not 0"
            case .badOrigin: "o= is not a name, two numbers and an address"
            case .badConnection: "c= is not IN, IP4 or IP6, and an address"
            case .badTime: "t= is not two numbers"
            case .badMedia: "m= is not a kind, a port, a protocol and formats"
            case .badFormat: "a=rtpmap is not a payload type, a name and a clock rate"
            case .badCrypto: "a=crypto is not a tag, a suite and a key in Base64"
            case .missingOrigin: "o= is missing"
            case .missingName: "s= is missing"
            case .missingTime: "t= is missing"
            case .missingConnection: "there is no c=, neither for the media nor for the session"
            }
        }
    }

    /// Counted from 1; `nil` for what is missing.
    package let line: Int?
    package let rule: Rule

    package init(line: Int?, rule: Rule) {
        self.line = line
        self.rule = rule
    }

    package var description: String { "SDP" + (line.map { ", line \($0)" } ?? "") + ": \(rule.sentence)" }
}

extension Limits {
    package static let sdpLines = 1_000
}
