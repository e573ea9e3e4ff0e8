// The linker takes these definitions before libcrypto's own, for this program and for libssl; each counts, and calls
// the library's. Both sides of a comparison pay the same nanosecond for it.
#define _GNU_SOURCE
#define OPENSSL_SUPPRESS_DEPRECATED
#include "Operations.h"
#include <dlfcn.h>
#include <openssl/evp.h>
#include <openssl/md5.h>
#include <openssl/sha.h>

static unsigned long counts[ROAMLAB_OPERATION_KINDS];

unsigned long roamlab_operations(int kind) { return counts[kind]; }

const char *roamlab_operation_name(int kind) {
    static const char *names[] = {
        "SHA-1", "SHA-256", "SHA-384 or SHA-512", "MD5", "AES keys set", "AES calls", "signatures made",
        "signatures verified", "key pairs", "key agreements",
    };
    return names[kind];
}

// Counts if `condition` holds: some calls only ask for a length, or choose a cipher.
#define COUNTED(kind, condition, name, parameters, arguments)                     \
    int name parameters {                                                         \
        static int(*original) parameters;                                         \
        if (!original) original = (int(*) parameters)dlsym(RTLD_NEXT, #name);     \
        if (condition) counts[kind] += 1;                                         \
        return original arguments;                                                \
    }

COUNTED(ROAMLAB_SHA1, 1, SHA1_Final, (unsigned char *digest, SHA_CTX *context), (digest, context))
COUNTED(ROAMLAB_SHA256, 1, SHA256_Final, (unsigned char *digest, SHA256_CTX *context), (digest, context))
// SHA-384 ends in it too.
COUNTED(ROAMLAB_SHA512, 1, SHA512_Final, (unsigned char *digest, SHA512_CTX *context), (digest, context))
COUNTED(ROAMLAB_MD5, 1, MD5_Final, (unsigned char *digest, MD5_CTX *context), (digest, context))
COUNTED(ROAMLAB_CIPHER_KEY, key, EVP_CipherInit_ex,
        (EVP_CIPHER_CTX *context, const EVP_CIPHER *cipher, ENGINE *engine, const unsigned char *key,
         const unsigned char *iv, int encrypts),
        (context, cipher, engine, key, iv, encrypts))
COUNTED(ROAMLAB_CIPHER_CALL, 1, EVP_CipherUpdate,
        (EVP_CIPHER_CTX *context, unsigned char *out, int *written, const unsigned char *in, int count),
        (context, out, written, in, count))
COUNTED(ROAMLAB_SIGN, signature, EVP_DigestSign,
        (EVP_MD_CTX *context, unsigned char *signature, size_t *count, const unsigned char *octets, size_t length),
        (context, signature, count, octets, length))
COUNTED(ROAMLAB_VERIFY, 1, EVP_DigestVerify,
        (EVP_MD_CTX *context, const unsigned char *signature, size_t count, const unsigned char *octets, size_t length),
        (context, signature, count, octets, length))
COUNTED(ROAMLAB_KEYGEN, 1, EVP_PKEY_keygen, (EVP_PKEY_CTX *context, EVP_PKEY **key), (context, key))
COUNTED(ROAMLAB_AGREEMENT, key, EVP_PKEY_derive, (EVP_PKEY_CTX *context, unsigned char *key, size_t *count),
        (context, key, count))
