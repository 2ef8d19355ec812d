package import Net

/// Why a lab could not be started.
package enum LabProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The port is taken, or this machine does not let it be opened.
    case cannotListen(Endpoint, LocalError)
    /// The queue of a listener could not be filled, so that its port would answer.
    case cannotFillQueue(Endpoint)
    /// OpenSSL does not make the certificates.
    case cannotForge(String)
    /// The file with the lab's authority.
    case cannotWrite(FileError)

    /// Somebody else has the port: another address may be free.
    var isTaken: Bool {
        if case .cannotListen(_, let error) = self { error.kind == .addressInUse } else { false }
    }

    package var description: String {
        switch self {
        case .cannotListen(let endpoint, let error) where error.kind == .addressInUse:
            "the lab cannot listen on \(endpoint): the port is taken (who has it: ss -lntup)"
        case .cannotListen(let endpoint, let error): "the lab cannot listen on \(endpoint): \(error)"
        case .cannotForge(let words): "the lab cannot make its certificates: \(words)"
        case .cannotWrite(let error): "the lab cannot write the certificate of its authority: \(error)"
        case .cannotFillQueue(let endpoint): "the lab cannot make \(endpoint) drop connection requests"
        }
    }
}
