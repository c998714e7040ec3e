package io.etlbed.conformance.campaign;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the JUnit tests call that fuzzing leaves. */
public final class FuzzReplay {

    private FuzzReplay() {}

    /**
     * Tries a case again, on the gateway that the property {@code etlbed.endpoint} or the variable {@code ETLBED_ENDPOINT} names,
     * else on a cluster that is started for it.
     *
     * @param caseText as a finding's file has it
     * @return what is wrong, in one line each; empty where all is well
     */
    public static List<String> of(String caseText) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("etlbed-fuzz-");
        try {
            FuzzPlace place = FuzzPlace.in(folder);
            Optional<String> endpoint = Optional.ofNullable(System.getProperty("etlbed.endpoint"))
                    .or(() -> Optional.ofNullable(System.getenv("ETLBED_ENDPOINT")));
            return FuzzRun.replay(
                    caseText, endpoint.map(URI::create).map(place::at).orElse(place));
        } finally {
            Files.deleteIfExists(folder);
        }
    }
}
