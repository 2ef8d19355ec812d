import COpenSSL

/// Owner of the authorities that this host trusts. They are a hundred and more, and reading them takes 30 ms of a
/// processor: once is enough.
final class SystemAuthorities: @unchecked Sendable {
    // Unchecked: nobody changes the store once it is made, and OpenSSL counts and locks it.
    private let store: OpaquePointer?

    static let shared = SystemAuthorities()

    private init() {
        store = X509_STORE_new()
        if let store { X509_STORE_set_default_paths(store) }
        // A host without authorities trusts nobody.
        ERR_clear_error()
    }

    deinit { X509_STORE_free(store) }

    func serve(_ context: OpaquePointer) {
        SSL_CTX_set1_cert_store(context, store)
    }
}
