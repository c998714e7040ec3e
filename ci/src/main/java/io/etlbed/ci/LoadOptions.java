package io.etlbed.ci;

import io.etlbed.ci.load.LoadPlan;
import io.etlbed.ci.load.LoadSettings;
import io.etlbed.ci.load.SizeRange;
import io.etlbed.cluster.client.AisClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of the load generator's mixes. */
final class LoadOptions {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = {
                "Run the mixes of the load generator against any AIStore, and nothing else. Each makes a bucket",
                "with a generated name, which goes with it, also on Ctrl-C."
            })
    private Optional<URI> endpoint = Optional.empty();

    @Option(
            names = "--mix",
            split = ",",
            paramLabel = "MIX",
            description =
                    "put, get, mixed, small, large, range, etl, etl-name (default: all but the last; those with an ETL if there is one).")
    private List<String> mixes = new ArrayList<>();

    @Option(names = "--minutes", paramLabel = "N", description = "How long each mix lasts, in place of --seconds.")
    private Optional<Integer> minutes = Optional.empty();

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            description = "Of the mixes' objects: 64MiB, or 1KiB-1MiB (default: each mix's own).")
    private Optional<String> size = Optional.empty();

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "8",
            description = "Clients of the mixes at the same time, 1 to 1024 (default: ${DEFAULT-VALUE}).")
    private int workers;

    @Option(
            names = "--etl",
            paramLabel = "ETL_ID",
            description = "A running ETL of the endpoint, for the mixes with one.")
    private String etl = "";

    @Option(names = "--json", paramLabel = "FILE", description = "Write the mixes' result there, too.")
    private Optional<Path> json = Optional.empty();

    LoadOptions() {}

    Optional<URI> endpoint() {
        return endpoint;
    }

    Optional<Path> json() {
        return json;
    }

    /** @throws picocli.CommandLine.ParameterException where an option cannot be meant */
    LoadSettings settings(Wrong wrong, int seconds) {
        minutes.ifPresent(given -> wrong.ifNone("--minutes", given));
        Optional<SizeRange> sizes = size.map(text -> SizeRange.parse(text)
                .orElseThrow(() -> wrong.because("--size is " + SizeRange.EXPECTED + ", not '" + text + "'")));
        Duration length = minutes.map(Duration::ofMinutes).orElse(Duration.ofSeconds(Math.max(1, seconds)));
        LoadSettings settings = new LoadSettings(mixes, sizes, length, workers);
        try {
            // On a cluster of our own there is an ETL.
            LoadPlan unused = settings.plan(endpoint.orElse(NOWHERE), endpoint.isPresent() ? etl : "any");
            endpoint.ifPresent(url -> AisClient.of(url).close());
        } catch (IllegalArgumentException e) {
            throw wrong.because(String.valueOf(e.getMessage()));
        }
        if (endpoint.isEmpty() && !etl.isEmpty()) {
            throw wrong.because("--etl needs --endpoint: a cluster of our own has an ETL of its own");
        }
        return settings;
    }

    LoadPlan plan(LoadSettings settings) {
        return settings.plan(endpoint.orElse(NOWHERE), etl);
    }
}
