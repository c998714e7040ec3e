package io.etlbed.ci.load;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A mix of calls, as AIStore's load generator has them.
 *
 * @param name by which it is chosen
 * @param percentPut how many of 100 calls are PUTs; the others are GETs
 * @param sizes of the objects
 * @param read what the GETs are
 */
public record Mix(String name, int percentPut, SizeRange sizes, Read read) {

    /** How an object is read. */
    public enum Read {
        /** All of it. */
        WHOLE,
        /** A part, by the header {@code Range}. */
        RANGE,
        /** Through an ETL, by {@code ?uuid=}. */
        ETL_BY_UUID,
        /** Through an ETL, by {@code ?etl_name=}, which later releases of AIStore have. */
        ETL_BY_NAME
    }

    private static final SizeRange VARIED = new SizeRange(1 << 10, 1 << 20);

    /** Those there are. */
    public static final List<Mix> ALL = List.of(
            new Mix("put", 100, VARIED, Read.WHOLE),
            new Mix("get", 0, VARIED, Read.WHOLE),
            new Mix("mixed", 25, VARIED, Read.WHOLE),
            new Mix("small", 25, new SizeRange(4 << 10, 4 << 10), Read.WHOLE),
            new Mix("large", 25, new SizeRange(64 << 20, 64 << 20), Read.WHOLE),
            new Mix("range", 0, VARIED, Read.RANGE),
            new Mix("etl", 0, VARIED, Read.ETL_BY_UUID),
            new Mix("etl-name", 0, VARIED, Read.ETL_BY_NAME));

    /** Those that every release of AIStore with ETL understands. */
    public static final List<Mix> USUAL =
            ALL.stream().filter(mix -> mix.read() != Read.ETL_BY_NAME).toList();

    /** @throws IllegalArgumentException where there is none of that name */
    public static Mix of(String name) {
        return ALL.stream()
                .filter(mix -> mix.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no mix '" + name + "'; there are "
                        + ALL.stream().map(Mix::name).collect(Collectors.joining(", "))));
    }

    /** The same with objects of other sizes. */
    public Mix with(SizeRange other) {
        return new Mix(name, percentPut, other, read);
    }

    /** Whether its GETs go through an ETL. */
    public boolean needsEtl() {
        return read == Read.ETL_BY_UUID || read == Read.ETL_BY_NAME;
    }

    /** In words. */
    String described() {
        String reads = switch (read) {
            case WHOLE -> "GET";
            case RANGE -> "GET of a part";
            case ETL_BY_UUID -> "GET ?uuid=";
            case ETL_BY_NAME -> "GET ?etl_name=";
        };
        return percentPut == 100
                ? "PUT"
                : percentPut == 0 ? reads : percentPut + " % PUT, " + (100 - percentPut) + " % " + reads;
    }
}
