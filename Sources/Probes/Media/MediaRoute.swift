import Net
import STUN

/// Where our media goes. The SDP's address is what was agreed, and whether it works is what is to be found out: media
/// goes there even where it comes from elsewhere. Only an address that cannot be meant for us (a private one, or one that
/// this host has no route to) gives way to the one that media comes from, as symmetric RTP (RFC 4961) has it.
struct MediaRoute: Sendable {
    /// What the SDP says.
    let announced: Endpoint
    private var followed: Endpoint?
    private var isRefused = false

    init(_ announced: Endpoint) {
        self.announced = announced
    }

    /// Nil where there is none: port 0 is a stream refused, and 0.0.0.0 was the way to hold a call (RFC 3264 §8.4).
    var target: Endpoint? { isNone ? nil : followed ?? announced }

    /// Media came from there. The first such place stays: nobody turns the stream around later.
    mutating func heard(from source: Endpoint) {
        guard followed == nil, source.address != announced.address else { return }
        if isRefused || AddressRange(of: announced.address.bytes) != .global { followed = source }
    }

    /// This host could not send.
    mutating func failed(_ error: LocalError) {
        if followed == nil, LocalRefusal(error) == .noRoute { isRefused = true }
    }

    private var isNone: Bool { announced.port == 0 || announced.address.isUnspecified }
}
