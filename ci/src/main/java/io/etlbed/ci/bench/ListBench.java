package io.etlbed.ci.bench;

import io.etlbed.cluster.client.AisClient;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Names a second of lists by pages, by several clients in turn, and how long {@code ais ls} takes. */
final class ListBench {

    private static final int TARGETS = 3;
    private static final int OBJECTS = 100_000;
    private static final int FEWER = 20_000;
    private static final String MANY = "many";
    private static final String SOME = "some";
    private static final String ONE = "one";
    private static final String AIM = "100,000";

    private final int rounds;
    private final PrintStream progress;

    ListBench(int rounds, PrintStream progress) {
        this.rounds = rounds;
        this.progress = progress;
    }

    /** Lists a bucket once; how many names there were. */
    private interface Lister {
        long list() throws IOException, InterruptedException;
    }

    String run(Path work) throws IOException, InterruptedException {
        try (MillionCluster.Client cluster = MillionCluster.start(work.resolve("lists"), TARGETS, "512m");
                AisClient ais = AisClient.of(cluster.proxy())) {
            progress.printf("%,d objects%n", OBJECTS);
            fill(cluster.proxy(), MANY, OBJECTS);
            fill(cluster.proxy(), SOME, FEWER);
            fill(cluster.proxy(), ONE, 1);
            return names(cluster.proxy(), ais) + command(cluster.proxy());
        }
    }

    private static void fill(URI proxy, String bucket, int objects) throws IOException, InterruptedException {
        byte[] content = "an object of a list".getBytes(StandardCharsets.US_ASCII);
        new ObjectLoader(proxy, bucket).fill(objects, "train/n01440764_%07d.jpg"::formatted, i -> content);
    }

    private String names(URI proxy, AisClient ais) throws IOException, InterruptedException {
        PagedList json = PagedList.json(proxy, MANY);
        PagedList packed = PagedList.messagePack(proxy, MANY);
        Map<String, Lister> listers = new LinkedHashMap<>();
        listers.put("JSON, pages of 1,000", () -> json.count(1000));
        listers.put("JSON, pages of 10,000", () -> json.count(10_000));
        listers.put("JSON, pages of 10,000, by `curl`", () -> CurlList.count(proxy, MANY, 10_000));
        listers.put("MessagePack, pages of 1,000", () -> packed.count(1000));
        listers.put("MessagePack, pages of 10,000", () -> packed.count(10_000));
        listers.put("`AisClient`, pages of 10,000", () -> {
            AtomicLong count = new AtomicLong();
            ais.objects().list(MANY, "", entry -> count.incrementAndGet());
            return count.get();
        });
        Map<String, Samples> rates = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, Lister> lister : listers.entrySet()) {
                progress.printf("%s: round %d of %d%n", lister.getKey(), round, rounds);
                long begun = System.nanoTime();
                long names = lister.getValue().list();
                double rate = names / ((System.nanoTime() - begun) / 1e9);
                if (names != OBJECTS) {
                    throw new IOException(lister.getKey() + ": " + names + " names, not " + OBJECTS);
                }
                if (round > 0) {
                    rates.computeIfAbsent(lister.getKey(), first -> new Samples())
                            .add(rate);
                }
            }
        }
        StringBuilder table = new StringBuilder(
                "| a list of %,d objects, %d targets | names/s | aim |\n|---|---|---|\n".formatted(OBJECTS, TARGETS));
        rates.forEach((name, samples) -> table.append("| %s | %,.0f (%,.0f–%,.0f) | %s |%n"
                .formatted(name, samples.median(), samples.min(), samples.max(), AIM)));
        return table.toString();
    }

    /** Of the launcher, which starts the command as users do. */
    private String command(URI proxy) throws IOException, InterruptedException {
        String launcher = System.getProperty("etlbed.launcher");
        if (launcher == null) {
            return "";
        }
        Samples some = new Samples();
        Samples more = new Samples();
        for (int round = 0; round <= rounds; round++) {
            progress.printf("`ais ls`: round %d of %d%n", round, rounds);
            double one = seconds(launcher, proxy, ONE);
            double twenty = seconds(launcher, proxy, SOME);
            if (round > 0) {
                some.add(twenty);
                more.add(twenty - one);
            }
        }
        return """

                | `ais ls` of %,d objects | seconds | aim |
                |---|---|---|
                | the process whole | %s | |
                | more than of one object | %s | 0.5 |
                """.formatted(FEWER, some.text(2), more.text(2));
    }

    private static double seconds(String launcher, URI proxy, String bucket) throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(launcher, "ais", "ls", "ais://" + bucket)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        command.environment().put("AIS_ENDPOINT", proxy.toString());
        long begun = System.nanoTime();
        if (command.start().waitFor() != 0) {
            throw new IOException("`ais ls` failed");
        }
        return (System.nanoTime() - begun) / 1e9;
    }
}
