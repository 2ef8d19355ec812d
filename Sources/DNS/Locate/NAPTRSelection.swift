/// Which of a domain's NAPTR records a client follows (RFC 3263 section 4.1).
struct NAPTRSelection {
    struct Service: Hashable, Sendable {
        let transport: ServerLocator.Transport
        let record: NAPTR

        func leads(whereLeads other: Service) -> Bool {
            transport == other.transport && record.replacement == other.record.replacement
        }
    }

    /// By order and preference, each transport and replacement once.
    private(set) var usable: [Service] = []
    private(set) var discarded: [(record: NAPTR, fault: NAPTRFault)] = []

    init(_ records: [NAPTR], request: ServerLocator.Request) {
        let sorted = records.sorted { ($0.order, $0.preference) < ($1.order, $1.preference) }
        for record in sorted {
            do {
                let service = Service(transport: try Self.transport(of: record, for: request), record: record)
                if !usable.contains(where: { $0.leads(whereLeads: service) }) { usable.append(service) }
            } catch {
                discarded.append((record, error))
            }
        }
    }

    /// There are records for SIP at all: others may serve ENUM, STUN or Diameter.
    var hasSIP: Bool {
        !usable.isEmpty || discarded.contains { $0.fault != .otherService }
    }

    private static func transport(
        of record: NAPTR, for request: ServerLocator.Request
    ) throws(NAPTRFault) -> ServerLocator.Transport {
        let service = record.services.lowercased
        guard service.hasPrefix("sip+") || service.hasPrefix("sips+") else { throw .otherService }
        guard !request.secure || service.hasPrefix("sips+") else { throw .notSecure }
        guard let transport = transports[service], request.permitted.contains(transport) else {
            throw .unsupportedTransport
        }
        guard record.flags.lowercased == "s" else { throw .flagNotS }
        guard record.regexp.bytes.isEmpty else { throw .regexpPresent }
        guard !record.replacement.isRoot else { throw .noReplacement }
        return transport
    }

    /// `nil` for a service that is none of SIP's, and for SIP over a transport that is not looked for by SRV.
    static func transport(ofService services: CharacterString) -> ServerLocator.Transport? {
        transports[services.lowercased]
    }

    private static let transports: [String: ServerLocator.Transport] = [
        "sip+d2u": .udp, "sip+d2t": .tcp, "sips+d2t": .tls,
    ]
}
