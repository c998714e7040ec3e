package io.etlbed.cluster.etl;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** How the runner of {@code io://} is called: as AIStore's targets do, which name the program with each object (COMM-04). */
final class RunnerCall {

    private RunnerCall() {}

    /** @return raw path and query */
    static String of(String program) {
        return "/?command=bash&command=-c&command=" + URLEncoder.encode(program, StandardCharsets.UTF_8);
    }
}
