package io.etlbed.ci.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How to load, whatever the endpoint.
 *
 * @param mixes by name; empty for those of {@link Mix#USUAL} that can be run
 * @param sizes of objects, in place of those that the mixes have
 * @param length of each mix
 * @param workers clients at the same time
 */
public record LoadSettings(List<String> mixes, Optional<SizeRange> sizes, Duration length, int workers) {

    private static final long SEED = 1;

    public LoadSettings {
        mixes = List.copyOf(mixes);
    }

    /**
     * The plan for an endpoint.
     *
     * @param etl the ETL_ID of an ETL there; empty where none is to be used
     * @throws IllegalArgumentException where a mix is not there, or needs an ETL and has none, or a number is out of range
     */
    public LoadPlan plan(URI endpoint, String etl) {
        List<Mix> chosen = mixes.isEmpty()
                ? Mix.USUAL.stream()
                        .filter(mix -> !mix.needsEtl() || !etl.isEmpty())
                        .toList()
                : mixes.stream().map(Mix::of).toList();
        List<Mix> sized =
                chosen.stream().map(mix -> sizes.map(mix::with).orElse(mix)).toList();
        return new LoadPlan(endpoint, sized, length, workers, etl, SEED);
    }
}
