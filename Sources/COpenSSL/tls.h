// What Swift cannot import by itself of libssl and of X.509 in OpenSSL 3: function-like macros and variadic functions.
#ifndef ROAMLAB_COPENSSL_TLS_H
#define ROAMLAB_COPENSSL_TLS_H
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <string.h>

// OpenSSL has no words of its own for an error of the operating system.
static inline const char *roamlab_error_reason(unsigned long code) {
    return ERR_SYSTEM_ERROR(code) ? strerror(ERR_GET_REASON(code)) : ERR_reason_error_string(code);
}

static inline int roamlab_ssl_ctx_set_versions(SSL_CTX *context, int minimum, int maximum) {
    return SSL_CTX_set_min_proto_version(context, minimum) && SSL_CTX_set_max_proto_version(context, maximum);
}

static inline void roamlab_ssl_ctx_disable_session_cache(SSL_CTX *context) {
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
}

// Sessions are kept by the callbacks of SSL_CTX_sess_set_new_cb and SSL_CTX_sess_set_get_cb, and nowhere else.
static inline void roamlab_ssl_ctx_keep_sessions_outside(SSL_CTX *context) {
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_SERVER | SSL_SESS_CACHE_NO_INTERNAL);
}

static inline int roamlab_ssl_ctx_add_chain_certificate(SSL_CTX *context, X509 *certificate) {
    return SSL_CTX_add1_chain_cert(context, certificate) != 0;
}

static inline EVP_PKEY *roamlab_rsa_key(int bits) { return EVP_RSA_gen((size_t)bits); }

static inline EVP_PKEY *roamlab_p256_key(void) { return EVP_EC_gen("P-256"); }

static inline size_t roamlab_bio_contents(BIO *bio, const unsigned char **octets) {
    char *start = 0;
    long count = BIO_get_mem_data(bio, &start);
    *octets = (const unsigned char *)start;
    return count > 0 ? (size_t)count : 0;
}

// Octets to be read, from their beginning again after roamlab_bio_rewind.
static inline BIO *roamlab_octets_bio(const void *octets, int count) {
    BIO *bio = BIO_new(BIO_s_mem());
    if (!bio) return 0;
    BIO_set_flags(bio, BIO_FLAGS_NONCLEAR_RST);
    if (BIO_write(bio, octets, count) == count) return bio;
    BIO_free(bio);
    return 0;
}

static inline int roamlab_bio_rewind(BIO *bio) { return BIO_reset(bio) > 0; }

static inline void roamlab_bio_empty(BIO *bio) { (void)BIO_reset(bio); }

// An empty memory BIO means "come back later", not the end of the stream.
static inline BIO *roamlab_memory_bio(void) {
    BIO *bio = BIO_new(BIO_s_mem());
    if (bio) BIO_set_mem_eof_return(bio, -1);
    return bio;
}

static inline GENERAL_NAMES *roamlab_x509_alternative_names(X509 *certificate) {
    return (GENERAL_NAMES *)X509_get_ext_d2i(certificate, NID_subject_alt_name, 0, 0);
}

static inline int roamlab_general_names_count(const GENERAL_NAMES *names) { return sk_GENERAL_NAME_num(names); }

// The length of the name at this index, and where it is; -1 where it is no DNS name.
static inline int roamlab_general_name_dns(const GENERAL_NAMES *names, int index, const unsigned char **octets) {
    const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, index);
    if (!name || name->type != GEN_DNS) return -1;
    *octets = ASN1_STRING_get0_data(name->d.dNSName);
    return ASN1_STRING_length(name->d.dNSName);
}

// A passphrase that is there, or isn't; and whether it was needed.
struct roamlab_passphrase {
    const char *octets;
    int count;
    int was_needed;
};

static inline int roamlab_give_passphrase(char *buffer, int size, int writes, void *owner) {
    struct roamlab_passphrase *passphrase = (struct roamlab_passphrase *)owner;
    (void)writes;
    passphrase->was_needed = 1;
    if (!passphrase->octets || passphrase->count > size) return -1;
    memcpy(buffer, passphrase->octets, (size_t)passphrase->count);
    return passphrase->count;
}

// A private key in PEM or DER; nobody is asked for a passphrase.
static inline EVP_PKEY *roamlab_read_private_key(BIO *bio, struct roamlab_passphrase *passphrase) {
    EVP_PKEY *key = PEM_read_bio_PrivateKey(bio, 0, roamlab_give_passphrase, passphrase);
    if (key || passphrase->was_needed || !roamlab_bio_rewind(bio)) return key;
    ERR_clear_error();
    return d2i_PrivateKey_bio(bio, 0);
}

static inline int roamlab_certificates_count(const STACK_OF(X509) *certificates) {
    return certificates ? sk_X509_num(certificates) : 0;
}

static inline X509 *roamlab_certificates_at(const STACK_OF(X509) *certificates, int index) {
    return sk_X509_value(certificates, index);
}

static inline void roamlab_certificates_free(STACK_OF(X509) *certificates) { sk_X509_pop_free(certificates, X509_free); }

// The first common name of the subject, as UTF-8 that roamlab_free frees; -1 where there is none.
static inline int roamlab_x509_common_name(X509 *certificate, unsigned char **text) {
    X509_NAME *subject = X509_get_subject_name(certificate);
    int index = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    if (index < 0) return -1;
    return ASN1_STRING_to_UTF8(text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, index)));
}

static inline void roamlab_free(void *memory) { OPENSSL_free(memory); }

static inline int roamlab_x509_add_extension(X509 *certificate, X509 *issuer, int nid, const char *value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, 0, 0, 0);
    X509V3_set_ctx_nodb(&context);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(0, &context, nid, value);
    if (!extension) return 0;
    int added = X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
    return added;
}
#endif
