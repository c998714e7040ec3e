package io.etlbed.ci.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The objects of a mix. Their number is bounded: who has written all of them writes them anew. */
final class LoadedObjects {

    private static final int MOST = 500;
    private static final long MOST_BYTES = 128L << 20;
    private static final int TRIES = 16;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int NAME_LENGTH = 32;

    private final List<LoadedObject> all;

    /** @param workers of whom each is to find one that no other writes */
    LoadedObjects(SizeRange sizes, int workers, Random random) {
        long fit = Math.min(MOST, MOST_BYTES / sizes.mean());
        int count = (int) Math.max(fit, 2L * workers);
        List<LoadedObject> objects = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            objects.add(new LoadedObject(name(random), random.nextLong(), sizes));
        }
        all = List.copyOf(objects);
    }

    /** As AIStore's load generator names them. */
    private static String name(Random random) {
        StringBuilder name = new StringBuilder(NAME_LENGTH);
        while (name.length() < NAME_LENGTH) {
            name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return name.toString();
    }

    List<LoadedObject> all() {
        return all;
    }

    /** One to write, which the caller has claimed; there are more than workers. */
    LoadedObject toWrite(Random random) {
        int at = random.nextInt(all.size());
        while (!all.get(at).claim()) {
            at = (at + 1) % all.size();
        }
        return all.get(at);
    }

    /** One to read; empty where hardly any has been written yet. */
    Optional<LoadedObject> toRead(Random random) {
        for (int i = 0; i < TRIES; i++) {
            LoadedObject any = all.get(random.nextInt(all.size()));
            if (any.acknowledged() > 0) {
                return Optional.of(any);
            }
        }
        return Optional.empty();
    }
}
