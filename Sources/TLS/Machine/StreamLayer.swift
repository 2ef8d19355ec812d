/// A protocol put over a byte stream, as a pure machine: bytes in, bytes out.
package protocol StreamLayer: ~Copyable {
    associatedtype Failure: Error, Sendable

    mutating func handle(_ event: LayerEvent) -> [LayerAction<Failure>]
}

package enum LayerEvent: Sendable, Hashable {
    case start
    /// Bytes of the peer's.
    case received([UInt8])
    /// The peer has finished sending, or broke off.
    case peerGone(wasReset: Bool)
    /// What is to reach the peer's user; after `established`.
    case send([UInt8])
    /// Nothing more will be sent.
    case finish
}

package enum LayerAction<Failure: Error & Sendable>: Sendable {
    /// Bytes for the peer, in this order.
    case transmit([UInt8])
    case established
    /// What the peer's user sent.
    case deliver([UInt8])
    /// The peer sends nothing more.
    case closed
    /// The last action.
    case failed(Failure)
}
