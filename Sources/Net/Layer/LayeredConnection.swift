package import TLS

/// A connection through one more layer: drives its machine over the stream below.
@NetActor
package final class LayeredConnection<Layer: StreamLayer & ~Copyable>: StreamConnection {
    package let local: Endpoint
    package let remote: Endpoint
    /// Why the layer gave up; reading and sending say `reset` then.
    private(set) var failure: Layer.Failure?

    private(set) var layer: Layer
    private let below: any StreamConnection
    private let outbox: Outbox
    private var arrived: [[UInt8]] = []
    private var isEstablished = false
    /// What every further `receive` returns.
    private var ending: StreamEvent?
    private var isClosed = false

    init(_ layer: consuming Layer, over below: any StreamConnection, time: any TimeSource) {
        self.layer = layer
        self.below = below
        local = below.local
        remote = below.remote
        outbox = Outbox(below, time: time)
    }

    /// How the layer's handshake ended.
    enum Opening {
        case established
        case failed(Layer.Failure)
        case timedOut
        case local(LocalError)
    }

    /// Makes the handshake; everything else comes after it.
    func open(until deadline: Instant) async -> Opening {
        perform(layer.handle(.start))
        while !isEstablished, failure == nil {
            if case .failed(let error) = await outbox.flush(until: deadline) { return .local(error) }
            switch await below.receive(until: deadline) {
            case .bytes(let bytes): perform(layer.handle(.received(bytes)))
            case .closed: perform(layer.handle(.peerGone(wasReset: false)))
            case .reset: perform(layer.handle(.peerGone(wasReset: true)))
            case .failed(let error): return .local(error)
            case .timedOut: return .timedOut
            }
        }
        // The last flight, or the alert that says why there is none.
        _ = await outbox.flush(until: deadline)
        return failure.map { .failed($0) } ?? .established
    }

    package var hasUnacknowledged: Bool { below.hasUnacknowledged }

    package func send(_ bytes: [UInt8], until deadline: Instant) async -> StreamSendResult {
        guard !isClosed else { return .closed }
        perform(layer.handle(.send(bytes)))
        return failure == nil ? await outbox.flush(until: deadline) : .reset
    }

    package func receive(until deadline: Instant) async -> StreamEvent {
        while true {
            if !arrived.isEmpty { return .bytes(arrived.removeFirst()) }
            if let ending { return ending }
            switch await below.receive(until: deadline) {
            case .bytes(let bytes): perform(layer.handle(.received(bytes)))
            case .closed: perform(layer.handle(.peerGone(wasReset: false)))
            case .reset:
                perform(layer.handle(.peerGone(wasReset: true)))
                ending = .reset
            case .failed(let error): ending = .failed(error)
            case .timedOut: return .timedOut
            }
            // The layer's own answers.
            _ = await outbox.flush(until: deadline)
        }
    }

    package func finishSending() {
        perform(layer.handle(.finish))
        Task {
            _ = await outbox.flush(until: .distantFuture)
            below.finishSending()
        }
    }

    /// Says goodbye where the kernel takes it at once.
    package func close() {
        guard !isClosed else { return }
        isClosed = true
        perform(layer.handle(.finish))
        ending = ending ?? .closed
        Task {
            _ = await outbox.flush(until: Instant(nanoseconds: .min))
            below.close()
        }
    }

    private func perform(_ actions: [LayerAction<Layer.Failure>]) {
        for action in actions {
            switch action {
            case .transmit(let bytes): outbox.add(bytes)
            case .established: isEstablished = true
            case .deliver(let bytes): arrived.append(bytes)
            case .closed: ending = ending ?? .closed
            case .failed(let failure):
                self.failure = failure
                ending = .reset
            }
        }
    }
}
