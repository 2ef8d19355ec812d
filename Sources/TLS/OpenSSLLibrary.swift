import COpenSSL

/// OpenSSL as a library of this process.
enum OpenSSLLibrary {
    /// To be called before anything else of OpenSSL's. At exit it would tidy itself away, while the reactor's thread may be at
    /// work in it: then the process dies of its last breath.
    static func start() {
        _ = isStarted
    }

    private static let isStarted = OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_ATEXIT), nil) == 1
}
