package io.etlbed.cluster.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What both ways to start an ETL are told. */
final class EtlStarting {

    @Option(
            names = "--name",
            required = true,
            paramLabel = "ETL_ID",
            description = "6 to 20 letters, digits, - and _, beginning with a letter.")
    private String name;

    @Option(
            names = "--comm-type",
            paramLabel = "TYPE",
            description = "hpush://, hpull://, hrev:// or io://; the :// may be left out.")
    private @Nullable String communication;

    @Option(
            names = "--wait-timeout",
            paramLabel = "TIME",
            description = "How long pods may take to become ready, such as 5m or 90s.")
    private @Nullable String timeout;

    String name() {
        return name;
    }

    Optional<String> communication() {
        return Optional.ofNullable(communication).map(type -> type.contains(":") ? type : type + "://");
    }

    Optional<String> timeout() {
        return Optional.ofNullable(timeout);
    }
}
