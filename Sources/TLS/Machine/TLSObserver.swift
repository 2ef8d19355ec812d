/// What OpenSSL reports while it works, collected by its callbacks.
final class TLSObserver {
    private(set) var alerts: [TLSAlert] = []
    private(set) var isCertificateRequested = false
    private(set) var problems: [VerifyProblem] = []
    /// Server: the names that are served; nil serves every name.
    let names: Set<String>?
    private(set) var askedName: String?

    /// RFC 8446 §4.
    private static let certificateRequest: UInt8 = 13
    /// A peer may send warnings without end.
    private static let maximumEntries = 64

    init(names: Set<String>?) {
        self.names = names
    }

    func sawAlert(isSent: Bool, _ content: UnsafeRawBufferPointer) {
        guard content.count == 2, alerts.count < Self.maximumEntries else { return }
        alerts.append(TLSAlert(isSent: isSent, isFatal: content[0] == 2, code: content[1]))
    }

    func sawHandshake(isSent: Bool, _ message: UnsafeRawBufferPointer) {
        if message.first == Self.certificateRequest { isCertificateRequested = true }
    }

    func found(_ problem: VerifyProblem) {
        // OpenSSL comes back to some objections, as it looks at the chain again.
        guard problems.count < Self.maximumEntries, !problems.contains(problem) else { return }
        problems.append(problem)
    }

    /// Whether the server goes on.
    func accepts(name: String?) -> Bool {
        askedName = name
        guard let names else { return true }
        return name.map { names.contains($0.lowercased()) } ?? false
    }
}
