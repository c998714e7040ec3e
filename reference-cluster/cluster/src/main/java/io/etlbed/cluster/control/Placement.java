package io.etlbed.cluster.control;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.ObjectName;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Which target owns an object: the one with the highest random weight for it, computed as AIStore does. */
public final class Placement {

    private static final Hasher64 XXH64 = Hashing.xxh64(1103515245L);

    private final String[] targets;
    private final long[] digests;

    /** @param targets ids of those on which objects belong */
    public Placement(List<String> targets) {
        this.targets = targets.toArray(String[]::new);
        this.digests = targets.stream().mapToLong(Placement::digest).toArray();
    }

    private static long digest(String text) {
        return XXH64.hashBytesToLong(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The id of the target.
     *
     * @throws AisException 400 where there is none
     */
    public String owner(ObjectName name) {
        if (targets.length == 0) {
            throw new AisException(400, "no available targets");
        }
        long digest = digest("ais/@#/" + name.bucket() + "/" + name.object());
        int best = 0;
        long highest = weight(digest ^ digests[0]);
        for (int i = 1; i < targets.length; i++) {
            long weight = weight(digest ^ digests[i]);
            if (Long.compareUnsigned(weight, highest) > 0) {
                best = i;
                highest = weight;
            }
        }
        return targets[best];
    }

    /** The first number of xoshiro256** whose state is seeded by splitmix64. */
    static long weight(long seed) {
        long z = mix(seed + 0x9e3779b97f4a7c15L) + 0x9e3779b97f4a7c15L;
        return Long.rotateLeft(mix(z) * 5, 7) * 9;
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
