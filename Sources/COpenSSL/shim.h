// What Swift cannot import by itself from OpenSSL 3: function-like macros, and deprecated one-shot
// digests that cost a tenth of the EVP interface when their state is copied.
#ifndef ROAMLAB_COPENSSL_SHIM_H
#define ROAMLAB_COPENSSL_SHIM_H
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#endif
