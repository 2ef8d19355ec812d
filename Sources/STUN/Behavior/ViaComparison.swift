/// What the two mirrors say together: a STUN server's view of the SIP socket, and a SIP server's (`received` and `rport` of
/// the topmost Via in its response, RFC 3581).
package enum ViaComparison: String, CaseIterable, Sendable {
    /// Both see the local address.
    case noNAT = "no_nat"
    /// Both see the same mapping, on the local port.
    case portPreserving = "port_preserving"
    /// Both see the same mapping, on another port.
    case endpointIndependent = "endpoint_independent"
    /// The same address, different ports: the address learned by STUN is useless in Contact and SDP.
    case endpointDependent = "endpoint_dependent"
    /// The response claims that the server saw the local address behind a NAT: something on the way put it back.
    case sipALG = "sip_alg"
    /// Two public addresses: SIP and media may leave from different ones.
    case severalPublicAddresses = "several_public_addresses"
    /// STUN sees a mapping in 100.64.0.0/10, and SIP says nothing.
    case carrierGradeNAT = "carrier_grade_nat"
    /// SIP answers, STUN does not.
    case stunBlocked = "stun_blocked"
    case inconclusive

    /// - Parameters:
    ///   - mapped: what STUN says of the SIP socket; nil without an answer.
    ///   - received: the address in `received`, 4 or 16 bytes; nil where the parameter is missing.
    ///   - rport: the port in `rport`; nil where it is missing or has no value.
    ///   - local: the socket's own address, the one in the Via.
    ///   - server: the SIP server. One in the local network sees the local address rightly.
    ///   - isAnswered: whether a SIP response came at all.
    package static func compare(
        mapped: TransportAddress?, received: [UInt8]?, rport: UInt16?, local: TransportAddress,
        server: TransportAddress, isAnswered: Bool = true
    ) -> ViaComparison {
        guard let mapped else { return isAnswered ? .stunBlocked : .inconclusive }
        guard isAnswered, let received else {
            // Without `received` the server may have seen the Via's address, or not know RFC 3581: no accusation.
            if mapped == local { return isAnswered && (rport ?? local.port) == local.port ? .noNAT : .inconclusive }
            return mapped.range == .carrierGrade ? .carrierGradeNAT : .inconclusive
        }
        if mapped == local {
            return received == local.bytes && (rport ?? local.port) == local.port ? .noNAT : .inconclusive
        }
        if received == local.bytes {
            return local.range != .global && mapped.range == .global && server.range == .global
                ? .sipALG : .inconclusive
        }
        guard received == mapped.bytes else {
            return AddressRange(of: received) == .global && mapped.range == .global
                ? .severalPublicAddresses : .inconclusive
        }
        guard let rport else { return .inconclusive }
        guard rport == mapped.port else { return .endpointDependent }
        return rport == local.port ? .portPreserving : .endpointIndependent
    }
}
