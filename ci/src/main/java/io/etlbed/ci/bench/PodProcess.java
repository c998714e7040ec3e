package io.etlbed.ci.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process of an ETL's pod, and the way into that pod's own network for a load generator. */
record PodProcess(long pid) {

    /**
     * The first process of the only pod of an ETL.
     *
     * @throws IOException if there is none
     */
    static PodProcess of(Process cluster, String etl) throws IOException {
        // Every container has AIS_TARGET_URL, with the ETL in it.
        String mark = "/v1/etl/_object/" + etl + "/";
        return cluster.toHandle()
                .descendants()
                .map(ProcessHandle::pid)
                .sorted()
                .filter(pid -> environment(pid).contains(mark))
                .findFirst()
                .map(PodProcess::new)
                .orElseThrow(() -> new IOException("no process of a pod of ETL " + etl + " is found"));
    }

    /** What to put before a command, so that it runs in the pod's network. */
    List<String> inItsNetwork() {
        return List.of("nsenter", "-t", String.valueOf(pid), "-U", "-n", "--preserve-credentials");
    }

    private static String environment(long pid) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), "environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
