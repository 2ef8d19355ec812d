import TLS

/// The texts of the opening handshake (RFC 6455 §4) with the subprotocol of SIP (RFC 7118).
enum WebSocketHandshake {
    /// - Parameter authority: Host, and port where it is not the scheme's own.
    static func request(authority: String, path: String, key: String) -> [UInt8] {
        head(
            "GET \(path) HTTP/1.1", "Host: \(authority)", "Upgrade: websocket", "Connection: Upgrade",
            "Sec-WebSocket-Key: \(key)", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Protocol: sip")
    }

    /// Checks the server's answer.
    static func check(_ answer: WebSocketHead, key: String) throws(WebSocketFailure) {
        let line = answer.startLine.split(separator: " ", maxSplits: 2)
        guard line.count >= 2, line[0].hasPrefix("HTTP/1."), let status = Int(line[1]) else { throw .broken(.head) }
        guard status == 101 else { throw .refused(status: status, reason: line.count > 2 ? String(line[2]) : "") }
        guard answer.lists("websocket", in: "upgrade"), answer.lists("upgrade", in: "connection") else {
            throw .broken(.upgrade)
        }
        guard let accept = answer.value("sec-websocket-accept"), accept == self.accept(key: key) else {
            throw .broken(.accept)
        }
        guard answer.value("sec-websocket-protocol")?.lowercased() == "sip" else { throw .broken(.subprotocol) }
    }

    /// The server's answer.
    static func response(to request: WebSocketHead) throws(WebSocketFailure) -> [UInt8] {
        guard request.startLine.hasPrefix("GET "), request.startLine.hasSuffix(" HTTP/1.1"),
            request.lists("websocket", in: "upgrade"), request.lists("upgrade", in: "connection"),
            request.value("sec-websocket-version") == "13", request.lists("sip", in: "sec-websocket-protocol"),
            let key = request.value("sec-websocket-key"), let accept = accept(key: key)
        else { throw .broken(.request) }
        return head(
            "HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade",
            "Sec-WebSocket-Accept: \(accept)", "Sec-WebSocket-Protocol: sip")
    }

    static let refusal = head("HTTP/1.1 400 Bad Request", "Connection: close", "Content-Length: 0")

    /// What only a server that read the key can know (RFC 6455 §4.2.2); nil where this OpenSSL refuses SHA-1.
    static func accept(key: String) -> String? {
        try? Hash.sha1.digest(Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)).base64
    }

    private static func head(_ lines: String...) -> [UInt8] {
        Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }
}
