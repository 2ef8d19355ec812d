/// The text form of certificates and keys (RFC 7468).
package enum PEM {
    package static func certificate(_ der: [UInt8]) -> String { text("CERTIFICATE", der) }

    package static func privateKey(_ der: [UInt8]) -> String { text("PRIVATE KEY", der) }

    static func text(_ label: String, _ der: [UInt8]) -> String {
        let letters = Array(der.base64.utf8)
        let lines = stride(from: 0, to: letters.count, by: 64).map { start in
            String(decoding: letters[start..<min(start + 64, letters.count)], as: UTF8.self) + "\n"
        }
        return "-----BEGIN \(label)-----\n\(lines.joined())-----END \(label)-----\n"
    }
}
