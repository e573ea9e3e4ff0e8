// What Swift cannot import by itself from OpenSSL 3: function-like macros, and deprecated one-shot
// digests that cost a tenth of the EVP interface when their state is copied.
#ifndef ROAMLAB_COPENSSL_SHIM_H
#define ROAMLAB_COPENSSL_SHIM_H
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/bio.h>
#include <openssl/cmac.h>
#include <openssl/crypto.h>
#include <openssl/des.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/md4.h>
#include <openssl/md5.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>

/// Encrypts one block of 8 octets with DES; the parity bits of the key are not looked at.
static inline void roamlab_des_encrypt(const unsigned char *key, const unsigned char *block, unsigned char *out) {
    DES_key_schedule schedule;
    DES_set_key_unchecked((const_DES_cblock *)key, &schedule);
    DES_ecb_encrypt((const_DES_cblock *)block, (DES_cblock *)out, &schedule, DES_ENCRYPT);
    OPENSSL_cleanse(&schedule, sizeof schedule);
}
#endif
