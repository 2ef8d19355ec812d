import SIP
import Testing

/// A client against challenges as a test writes them: each answer is put into the next request.
struct Exchange {
    static let password = "s3cret:\u{E9}"

    var client: DigestClient
    var method = Method.invite
    var body: Body?
    private(set) var request: Message

    init(
        username: String = "alice", hashes: [DigestAlgorithm.Hash: HashFunction] = DigestAlgorithm.Hash.functions,
        method: Method = .invite, body: Body? = nil
    ) throws {
        client = DigestClient(username: username, secret: Secret(Self.password), hashes: hashes) { "0a4f113b" }
        self.method = method
        self.body = body
        request = try Self.request(method, [], body)
    }

    static func request(_ method: Method, _ headers: [Header], _ body: Body?) throws -> Message {
        var builder = try Samples.builder(method)
        builder.headers = headers
        builder.body = body
        return try builder.build()
    }

    static func response(_ code: Int, to request: Message, _ headers: [Header]) throws -> Message {
        var builder = ResponseBuilder(to: request, code, toTag: "b1")
        builder.headers = headers
        return try builder.build()
    }

    /// Challenges for the server; those that begin with `proxy:` are a proxy's.
    mutating func challenge(_ values: String...) throws -> DigestAnswer {
        let headers = values.map { value in
            value.hasPrefix("proxy:")
                ? Header(.proxyAuthenticate, String(value.dropFirst("proxy:".count))) : Header(.wwwAuthenticate, value)
        }
        let code = values.allSatisfy { $0.hasPrefix("proxy:") } ? 407 : 401
        let answer = client.answer(try Self.response(code, to: request, headers), to: request)
        if case .retry(let headers) = answer { request = try Self.request(method, headers, body) }
        return answer
    }

    /// A new request with what is known answered ahead.
    mutating func next(_ method: Method) throws {
        self.method = method
        let headers = client.headers(for: method, uri: "sip:bob@example.com", body: body?.bytes ?? [])
        request = try Self.request(method, headers, body)
    }

    mutating func accept(_ headers: Header...) throws {
        client.accept(try Self.response(200, to: request, headers))
    }

    /// Whether a server that knows the password takes every answer in the request.
    var isRight: Bool {
        request.authorizations.allSatisfy { credentials in
            guard let algorithm = DigestAlgorithm(credentials.algorithm ?? "MD5"),
                let hash = DigestAlgorithm.Hash.functions[algorithm.hash], let method = request.method
            else { return false }
            let response = DigestResponse(
                username: credentials.username ?? "", realm: credentials.realm ?? "", secret: Secret(Self.password),
                algorithm: algorithm, nonce: credentials.nonce ?? "", cnonce: credentials.cnonce ?? "",
                nonceCount: credentials.nonceCount ?? 0, qop: credentials.qop.flatMap(DigestQop.init), method: method,
                uri: request.requestURIText ?? "", body: Array(request.bodyBytes))
            return credentials.uri == request.requestURIText && credentials.response == response.value(hash)
        }
    }

    var algorithms: [String?] { request.authorizations.map(\.algorithm) }
    var realms: [String?] { request.authorizations.map(\.realm) }
    var nonces: [String?] { request.authorizations.map(\.nonce) }
    var counts: [UInt32?] { request.authorizations.map(\.nonceCount) }
}

extension DigestAnswer {
    var refusal: DigestRefusal? {
        guard case .refused(let refusal) = self else { return nil }
        return refusal
    }
}
