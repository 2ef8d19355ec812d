import CShims
import Glibc

/// A socket's error queue (IP_RECVERR). Left unread it keeps the socket in error for ever.
@NetActor
enum ErrorQueue {
    /// Has ICMP errors queued for the socket.
    static func enable(_ fd: Int32, isIPv6: Bool) {
        set(fd, isIPv6: isIPv6, to: 1)
    }

    static func disable(_ fd: Int32, isIPv6: Bool) {
        set(fd, isIPv6: isIPv6, to: 0)
    }

    /// Takes everything out.
    static func drain(_ fd: Int32) -> [ICMPError] {
        let scratch = Reactor.shared.scratch
        var errors: [ICMPError] = []
        // A bound no honest queue reaches: the kernel limits it by SO_RCVBUF.
        for _ in 0..<100_000 {
            var message = sd_message()
            let count = sd_receive(fd, scratch.baseAddress, scratch.count, Int32(MSG_ERRQUEUE), &message)
            guard count >= 0 else { break }
            if let error = icmpError(message, payload: scratch[..<count]) { errors.append(error) }
        }
        return errors
    }

    private static func set(_ fd: Int32, isIPv6: Bool, to value: Int32) {
        if isIPv6 {
            Sockets.set(fd, IPPROTO_IPV6, IPV6_RECVERR, to: value)
        } else {
            Sockets.set(fd, IPPROTO_IP, IP_RECVERR, to: value)
        }
    }

    /// Nil for an entry that is no error.
    private static func icmpError(
        _ message: sd_message, payload: Slice<UnsafeMutableRawBufferPointer>
    ) -> ICMPError? {
        guard message.has_error, let destination = Endpoint(message.peer) else { return nil }
        let origin: ICMPError.Origin =
            switch message.error_origin {
            case 1: .local
            case 2: .icmp
            case 3: .icmp6
            case let other: .other(other)
            }
        // Routers older than RFC 1191 leave the MTU 0.
        let hasMTU = message.error_number == EMSGSIZE && message.error_info > 0
        return ICMPError(
            origin: origin, type: message.error_type, code: message.error_code,
            errorNumber: Int32(truncatingIfNeeded: message.error_number),
            offender: Endpoint(message.offender)?.address, mtu: hasMTU ? Int(message.error_info) : nil,
            ttl: message.ttl >= 0 ? Int(message.ttl) : nil, destination: destination, payload: Array(payload))
    }
}
