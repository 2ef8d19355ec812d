import Net
import TLS

extension TLSOpenResult {
    var connection: TLSConnection? {
        if case .connected(let connection) = self { connection } else { nil }
    }

    var failure: TLSFailure? {
        if case .failed(let failure, _) = self { failure } else { nil }
    }
}

extension WebSocketOpenResult {
    var connection: WebSocketConnection? {
        if case .connected(let connection) = self { connection } else { nil }
    }

    var failure: WebSocketFailure? {
        if case .failed(let failure) = self { failure } else { nil }
    }
}
