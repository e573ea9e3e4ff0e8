// Counts the cryptographic operations of this process, as they happen: the program's own calls of libcrypto, and those
// that libssl makes for it.
#ifndef ROAMLAB_OPERATIONS_H
#define ROAMLAB_OPERATIONS_H

enum {
    ROAMLAB_SHA1, ROAMLAB_SHA256, ROAMLAB_SHA512, ROAMLAB_MD5, ROAMLAB_CIPHER_KEY, ROAMLAB_CIPHER_CALL, ROAMLAB_SIGN,
    ROAMLAB_VERIFY, ROAMLAB_KEYGEN, ROAMLAB_AGREEMENT, ROAMLAB_OPERATION_KINDS
};

/// How many operations of a kind, 0 to 9, there were so far.
unsigned long roamlab_operations(int kind);

/// What a kind is called.
const char *roamlab_operation_name(int kind);

#endif
