package io.etlbed.cluster.target;

import io.etlbed.cluster.wire.AisException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The checksum that a client sends with an object.
 *
 * @param type {@code xxhash}, or one of the digests below; empty for none
 * @param value in hex, lower case
 */
record ExpectedChecksum(String type, String value) {

    /** No check. */
    static final ExpectedChecksum NONE = new ExpectedChecksum("", "");

    /** Types and their JDK names; what AIStore calls sha256 is SHA-512/256. */
    private static final Map<String, String> DIGESTS =
            Map.of("md5", "MD5", "sha256", "SHA-512/256", "sha512", "SHA-512");

    /** @throws AisException 400 for an unknown type, or a type without a value */
    static ExpectedChecksum of(Optional<String> type, Optional<String> value) {
        String name = type.orElse("").toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.equals("none")) {
            return NONE;
        }
        if (!name.equals("xxhash") && !name.equals("crc32c") && !DIGESTS.containsKey(name)) {
            throw new AisException(
                    400,
                    "invalid checksum type \"" + name
                            + "\": expected one of none, xxhash, crc32c, md5, sha256, sha512");
        }
        return new ExpectedChecksum(
                name,
                value.orElseThrow(() -> new AisException(400, "checksum type " + name + " without a checksum value"))
                        .toLowerCase(Locale.ROOT));
    }

    /** The digest to compute beside XXH64, if one is needed. */
    Optional<MessageDigest> digest() {
        String name = DIGESTS.get(type);
        try {
            return name == null ? Optional.empty() : Optional.of(MessageDigest.getInstance(name));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + name, e);
        }
    }
}
