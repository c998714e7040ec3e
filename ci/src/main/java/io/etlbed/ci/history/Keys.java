package io.etlbed.ci.history;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** The objects that clients work on: some are everybody's, some are written by one client alone and read by all. */
final class Keys {

    private static final int OF_EACH = 6;

    private final int clients;
    private final List<String> shared =
            IntStream.range(0, OF_EACH).mapToObj(i -> "shared-" + i).toList();
    private final Map<String, AtomicLong> numbers = new ConcurrentHashMap<>();

    Keys(int clients) {
        this.clients = clients;
    }

    /** The number of the next value of an object; no number comes twice. */
    long next(String key) {
        return numbers.computeIfAbsent(key, each -> new AtomicLong()).incrementAndGet();
    }

    /** One that the client may change. */
    String toChange(int client, Random random) {
        return random.nextBoolean() ? anyShared(random) : own(client, random);
    }

    /** One that it may read. */
    String toRead(Random random) {
        return random.nextBoolean() ? anyShared(random) : own(random.nextInt(clients), random);
    }

    private String anyShared(Random random) {
        return shared.get(random.nextInt(shared.size()));
    }

    private static String own(int client, Random random) {
        return "own-" + client + "/" + random.nextInt(OF_EACH);
    }
}
