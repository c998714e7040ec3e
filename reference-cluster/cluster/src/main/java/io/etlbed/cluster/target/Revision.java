package io.etlbed.cluster.target;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an object becomes when new bytes are complete. Called with the object's lock. */
interface Revision {

    /**
     * @param before what is stored under the name; null for nothing
     * @param checksum XXH64 of the bytes
     * @return empty where what is stored stays as it is
     * @throws io.etlbed.cluster.wire.AisException why it must not be stored here
     */
    Optional<ObjectMeta> next(@Nullable ObjectMeta before, String name, long size, long checksum);

    /** One from another target, as it is there: the newer one stays. */
    static Revision handedOver(ObjectMeta meta) {
        return (before, name, size, checksum) ->
                before == null || meta.newerThan(before) ? Optional.of(meta) : Optional.empty();
    }
}
