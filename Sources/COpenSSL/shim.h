#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

// Swift sees neither function-like macros nor the typed stacks.

static inline int sd_ssl_set_versions(SSL *ssl, int minimum, int maximum)
{
    return SSL_set_min_proto_version(ssl, minimum) == 1 && SSL_set_max_proto_version(ssl, maximum) == 1;
}

static inline int sd_ssl_set_server_name(SSL *ssl, const char *name)
{
    return SSL_set_tlsext_host_name(ssl, (char *)name) == 1;
}

static inline void sd_ssl_set_message_argument(SSL *ssl, void *argument)
{
    SSL_set_msg_callback_arg(ssl, argument);
}

static inline int sd_ssl_add_chain_certificate(SSL *ssl, X509 *certificate)
{
    return SSL_add1_chain_cert(ssl, certificate) == 1;
}

/// The name of the group of an (EC)DHE key exchange, NULL for a plain RSA one.
static inline const char *sd_ssl_group_name(SSL *ssl)
{
    int group = (int)SSL_get_negotiated_group(ssl);
    return group > 0 ? SSL_group_to_name(ssl, group) : NULL;
}

static inline void sd_context_set_name_callback(SSL_CTX *context, int (*callback)(SSL *, int *, void *))
{
    SSL_CTX_set_tlsext_servername_callback(context, callback);
}

static inline int sd_certificate_count(const STACK_OF(X509) *stack)
{
    return stack ? sk_X509_num(stack) : 0;
}

static inline X509 *sd_certificate(const STACK_OF(X509) *stack, int index)
{
    return sk_X509_value(stack, index);
}

static inline int sd_name_count(const GENERAL_NAMES *names)
{
    return names ? sk_GENERAL_NAME_num(names) : 0;
}

static inline const GENERAL_NAME *sd_name(const GENERAL_NAMES *names, int index)
{
    return sk_GENERAL_NAME_value(names, index);
}

static inline int sd_usage_count(const EXTENDED_KEY_USAGE *usages)
{
    return usages ? sk_ASN1_OBJECT_num(usages) : 0;
}

static inline const ASN1_OBJECT *sd_usage(const EXTENDED_KEY_USAGE *usages, int index)
{
    return sk_ASN1_OBJECT_value(usages, index);
}

/// A name as RFC 2253 writes it, in UTF-8 and on one line; control characters are escaped.
static inline int sd_print_name(BIO *output, const X509_NAME *name)
{
    return X509_NAME_print_ex(output, name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
}

/// A new key on the curve P-256.
static inline EVP_PKEY *sd_generate_key(void)
{
    return EVP_EC_gen("P-256");
}

static const uint64_t sd_no_renegotiation = SSL_OP_NO_RENEGOTIATION;
/// Servers without RFC 5746 too.
static const uint64_t sd_legacy_server = SSL_OP_LEGACY_SERVER_CONNECT;
