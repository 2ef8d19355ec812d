import COpenSSL

/// Owner of one connection of OpenSSL's that reads from memory and writes to memory.
struct TLSSession: ~Copyable {
    /// What a call into OpenSSL came to.
    enum Progress {
        case done
        case bytes([UInt8])
        /// More has to arrive first.
        case waiting
        /// The peer said that it sends nothing more.
        case closed
        case failed(OpenSSLError)
    }

    private let connection: Connection
    private let isServer: Bool
    /// Lives as long as the connection, which points to it.
    private let observer: TLSObserver
    private var ssl: OpaquePointer { connection.ssl }

    init(client settings: TLSSettings) throws(OpenSSLError) {
        let connection = try Connection()
        try Configuration(ssl: connection.ssl, context: connection.context).apply(settings)
        self.init(connection, TLSObserver(names: nil), isServer: false)
    }

    init(server settings: TLSServerSettings) throws(OpenSSLError) {
        let connection = try Connection()
        try Configuration(ssl: connection.ssl, context: connection.context).apply(settings)
        self.init(connection, TLSObserver(names: settings.names), isServer: true)
    }

    private init(_ connection: consuming Connection, _ observer: TLSObserver, isServer: Bool) {
        connection.report(to: observer)
        self.observer = observer
        self.connection = connection
        self.isServer = isServer
    }

    // MARK: - Bytes

    /// Takes what the peer sent.
    func feed(_ bytes: [UInt8]) {
        _ = bytes.withUnsafeBufferPointer { BIO_write(connection.arrived, $0.baseAddress, CInt(clamping: $0.count)) }
    }

    /// Hands out what is to be sent to the peer.
    func drain() -> [UInt8] {
        let count = BIO_ctrl_pending(connection.departing)
        guard count > 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: count)
        let read = BIO_read(connection.departing, &bytes, CInt(clamping: count))
        return Array(bytes.prefix(Int(max(0, read))))
    }

    func handshake() -> Progress {
        ERR_clear_error()
        let result = SSL_do_handshake(ssl)
        return result == 1 ? .done : progress(of: "SSL_do_handshake", result)
    }

    func read() -> Progress {
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        var count = 0
        ERR_clear_error()
        let result = SSL_read_ex(ssl, &buffer, buffer.count, &count)
        return result == 1 ? .bytes(Array(buffer.prefix(count))) : progress(of: "SSL_read", result)
    }

    /// - Parameter bytes: At least one.
    func write(_ bytes: [UInt8]) -> Progress {
        var count = 0
        ERR_clear_error()
        let result = SSL_write_ex(ssl, bytes, bytes.count, &count)
        return result == 1 ? .done : progress(of: "SSL_write", result)
    }

    /// Says that nothing more will be sent.
    func shutDown() {
        SSL_shutdown(ssl)
        ERR_clear_error()
    }

    private func progress(of call: String, _ result: CInt) -> Progress {
        switch SSL_get_error(ssl, result) {
        case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: .waiting
        case SSL_ERROR_ZERO_RETURN: .closed
        default: .failed(OpenSSLError(draining: call))
        }
    }

    // MARK: - Facts

    func facts() -> TLSFacts {
        var facts = TLSFacts()
        facts.alerts = observer.alerts
        facts.isCertificateRequested = observer.isCertificateRequested
        facts.problems = observer.problems
        facts.askedName = observer.askedName
        facts.chain = chain()
        if let cipher = SSL_get_current_cipher(ssl) {
            facts.version = SSL_get_version(ssl).map { String(cString: $0) }
            facts.cipher = SSL_CIPHER_get_name(cipher).map { String(cString: $0) }
            facts.cipherBits = Int(SSL_CIPHER_get_bits(cipher, nil))
            facts.keyExchange = sd_ssl_group_name(ssl).map { String(cString: $0) }
        }
        var chosen: UnsafePointer<UInt8>?
        var length: CUnsignedInt = 0
        SSL_get0_alpn_selected(ssl, &chosen, &length)
        if length > 0 {
            facts.alpn = String(decoding: UnsafeBufferPointer(start: chosen, count: Int(length)), as: UTF8.self)
        }
        // What was not there left its reasons.
        ERR_clear_error()
        return facts
    }

    private func chain() -> [Certificate] {
        var certificates: [Certificate] = []
        if isServer, let own = SSL_get1_peer_certificate(ssl) {
            certificates += [Self.certificate(own)].compactMap { $0 }
            X509_free(own)
        }
        let stack = SSL_get_peer_cert_chain(ssl)
        certificates += (0..<sd_certificate_count(stack)).compactMap { Self.certificate(sd_certificate(stack, $0)) }
        return certificates
    }

    private static func certificate(_ pointer: OpaquePointer?) -> Certificate? {
        Certificate(der: DER.bytes { i2d_X509(pointer, $0) })
    }
}

/// Owner of OpenSSL's objects: the connection, its context, and the buffers on both sides.
private struct Connection: ~Copyable {
    let context: OpaquePointer
    let ssl: OpaquePointer
    let arrived: OpaquePointer
    let departing: OpaquePointer

    init() throws(OpenSSLError) {
        OpenSSLLibrary.start()
        guard let context = SSL_CTX_new(TLS_method()) else { throw OpenSSLError(draining: "SSL_CTX_new") }
        // The connection keeps its context alive.
        defer { SSL_CTX_free(context) }
        guard let ssl = SSL_new(context) else { throw OpenSSLError(draining: "SSL_new") }
        guard let arrived = BIO_new(BIO_s_mem()), let departing = BIO_new(BIO_s_mem()) else {
            SSL_free(ssl)
            throw OpenSSLError(draining: "BIO_new")
        }
        SSL_set_bio(ssl, arrived, departing)
        self.context = context
        self.ssl = ssl
        self.arrived = arrived
        self.departing = departing
    }

    deinit { SSL_free(ssl) }

    func report(to observer: TLSObserver) {
        let pointer = Unmanaged.passUnretained(observer).toOpaque()
        SSL_set_ex_data(ssl, applicationIndex, pointer)
        SSL_set_msg_callback(ssl, seeMessage)
        sd_ssl_set_message_argument(ssl, pointer)
    }
}

/// Brings settings into a new connection.
private struct Configuration {
    let ssl: OpaquePointer
    let context: OpaquePointer

    func apply(_ settings: TLSSettings) throws(OpenSSLError) {
        try apply(settings.versions, allowsWeak: settings.allowsWeak)
        try trust(settings.trust)
        if let identity = settings.identity { try use(identity) }
        if let name = settings.indication {
            try check(sd_ssl_set_server_name(ssl, name), "SSL_set_tlsext_host_name")
        }
        let protocols = settings.protocols.map { Array($0.utf8.prefix(255)) }.filter { !$0.isEmpty }
        if !protocols.isEmpty {
            let list = protocols.flatMap { [UInt8(truncatingIfNeeded: $0.count)] + $0 }
            // The one function that returns 0 for success.
            try check(SSL_set_alpn_protos(ssl, list, CUnsignedInt(clamping: list.count)) + 1, "SSL_set_alpn_protos")
        }
        if let parameters = SSL_get0_param(ssl) {
            // A certificate for SIP alone (RFC 5924) is not for a "TLS server", the purpose that OpenSSL would ask for.
            X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_ANY)
            X509_VERIFY_PARAM_set_flags(parameters, UInt(X509_V_FLAG_PARTIAL_CHAIN))
        }
        SSL_set_verify(ssl, SSL_VERIFY_PEER, collectProblem)
        SSL_set_connect_state(ssl)
    }

    func apply(_ settings: TLSServerSettings) throws(OpenSSLError) {
        try apply(settings.versions, allowsWeak: settings.allowsWeak)
        try use(settings.identity)
        if let ciphers = settings.ciphers { try check(SSL_set_cipher_list(ssl, ciphers), "SSL_set_cipher_list") }
        sd_context_set_name_callback(context, chooseName)
        switch settings.clientCertificate {
        case .ignored: SSL_set_verify(ssl, SSL_VERIFY_NONE, collectProblem)
        case .requested: SSL_set_verify(ssl, SSL_VERIFY_PEER, collectProblem)
        case .required: SSL_set_verify(ssl, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, collectProblem)
        }
        SSL_set_accept_state(ssl)
    }

    private func apply(_ versions: ClosedRange<TLSVersion>, allowsWeak: Bool) throws(OpenSSLError) {
        try check(
            sd_ssl_set_versions(ssl, versions.lowerBound.code, versions.upperBound.code), "SSL_set_min_proto_version")
        SSL_set_security_level(ssl, allowsWeak ? 0 : 2)
        SSL_set_options(ssl, sd_no_renegotiation)
        if allowsWeak {
            try check(SSL_set_cipher_list(ssl, "ALL:@SECLEVEL=0"), "SSL_set_cipher_list")
            SSL_set_options(ssl, sd_legacy_server)
        }
    }

    private func trust(_ trust: TLSTrust) throws(OpenSSLError) {
        if trust == .system { return SystemAuthorities.shared.serve(context) }
        if trust.includesSystem {
            try check(SSL_CTX_set_default_verify_paths(context), "SSL_CTX_set_default_verify_paths")
        }
        let store = SSL_CTX_get_cert_store(context)
        for der in trust.certificates {
            guard let certificate = CertificateObject(der: der) else { continue }
            try check(certificate.withPointer { X509_STORE_add_cert(store, $0) }, "X509_STORE_add_cert")
        }
    }

    private func use(_ identity: TLSIdentity) throws(OpenSSLError) {
        for (index, der) in identity.certificates.enumerated() {
            guard let certificate = CertificateObject(der: der) else { continue }
            let isTaken = certificate.withPointer {
                index == 0 ? SSL_use_certificate(ssl, $0) : sd_ssl_add_chain_certificate(ssl, $0)
            }
            try check(isTaken, "SSL_use_certificate")
        }
        guard let key = PrivateKeyObject(der: identity.privateKey) else { return }
        try check(key.withPointer { SSL_use_PrivateKey(ssl, $0) }, "SSL_use_PrivateKey")
    }

    private func check(_ result: CInt, _ call: String) throws(OpenSSLError) {
        if result != 1 { throw OpenSSLError(draining: call) }
    }
}

// MARK: - Callbacks

/// The place of SSL_set_app_data.
private let applicationIndex: CInt = 0

private func observer(of ssl: OpaquePointer?) -> TLSObserver? {
    SSL_get_ex_data(ssl, applicationIndex).map { Unmanaged.fromOpaque($0).takeUnretainedValue() }
}

/// Notes an objection, and always goes on.
private func collectProblem(isGood: CInt, store: OpaquePointer?) -> CInt {
    guard isGood != 1, let ssl = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()) else {
        return 1
    }
    let code = X509_STORE_CTX_get_error(store)
    observer(of: OpaquePointer(ssl))?.found(
        VerifyProblem(
            depth: Int(X509_STORE_CTX_get_error_depth(store)), code: Int(code),
            words: X509_verify_cert_error_string(CLong(code)).map { String(cString: $0) } ?? ""))
    return 1
}

private func seeMessage(
    isSent: CInt, version: CInt, type: CInt, content: UnsafeRawPointer?, count: Int, ssl: OpaquePointer?,
    argument: UnsafeMutableRawPointer?
) {
    guard let argument else { return }
    let observer = Unmanaged<TLSObserver>.fromOpaque(argument).takeUnretainedValue()
    let content = UnsafeRawBufferPointer(start: content, count: count)
    switch type {
    case SSL3_RT_ALERT: observer.sawAlert(isSent: isSent != 0, content)
    case SSL3_RT_HANDSHAKE: observer.sawHandshake(isSent: isSent != 0, content)
    default: break
    }
}

private func chooseName(
    ssl: OpaquePointer?, alert: UnsafeMutablePointer<CInt>?, argument: UnsafeMutableRawPointer?
) -> CInt {
    guard let observer = observer(of: ssl) else { return SSL_TLSEXT_ERR_OK }
    let name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name).map { String(cString: $0) }
    if observer.accepts(name: name) { return SSL_TLSEXT_ERR_OK }
    alert?.pointee = SSL_AD_UNRECOGNIZED_NAME
    return SSL_TLSEXT_ERR_ALERT_FATAL
}
