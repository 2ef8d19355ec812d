/// Octets to messages and back, by ldns as a codec. ldns checks no reply against its query: that is `QueryMachine`'s.
package enum DNSCodec {
    /// Reads one whole message, without the length prefix of a stream. Octets after the message are ignored.
    package static func decode(_ bytes: [UInt8]) throws(DNSCodecError) -> DNSMessage {
        try ReceivedPacket(bytes).message()
    }

    /// Reads the header and the question alone: what is left to believe of a message whose records are damaged or cut.
    package static func decodeQuestion(_ bytes: [UInt8]) throws(DNSCodecError) -> DNSMessage {
        guard bytes.count >= 12 else { throw .tooShort }
        var head = bytes
        for count in 6..<12 { head[count] = 0 }
        return try ReceivedPacket(head).message()
    }

    /// Writes any message; names are compressed where the standard allows it.
    package static func encode(_ message: DNSMessage) throws(DNSCodecError) -> [UInt8] {
        let packet = try OutgoingPacket()
        try packet.fill(from: message)
        return try packet.bytes()
    }

    /// Writes a query for one question.
    package static func encodeQuery(
        _ question: DNSQuestion, id: UInt16, options: DNSMessage.QueryOptions = .init()
    ) throws(DNSCodecError) -> [UInt8] {
        try encode(.query(question, id: id, options: options))
    }
}

/// Why octets are no message, or a message could not be written.
package enum DNSCodecError: Error, Hashable {
    case tooShort
    /// A message has one question, or none.
    case severalQuestions
    /// ldns's status and its text.
    case ldns(code: UInt32, text: String)
    case noMemory
}
