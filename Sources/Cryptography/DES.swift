internal import COpenSSL
public import Octets

/// DES on one block, for MSCHAPv2 (RFC 2759 §8.6) and nothing else.
public enum DES {
    /// Encrypts one block. The key has 8 octets, of whose lowest bits (parity) nothing depends.
    public static func encrypt(_ block: FixedOctets<8>, key: SecretOctets<8>) -> FixedOctets<8> {
        var value = FixedOctets<8>()
        unsafe value.withUnsafeMutableOctets { out in
            unsafe key.octets.withUnsafeOctets { key in
                unsafe block.octets.withUnsafeOctets { block in unsafe roamlab_des_encrypt(key, block, out) }
            }
        }
        return value
    }
}
