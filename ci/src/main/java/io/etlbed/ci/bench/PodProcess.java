package io.etlbed.ci.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of an ETL's pod, and the way into that pod's own network for a load generator. */
record PodProcess(long pid) {

    /**
     * The first process of the only pod of an ETL.
     *
     * @throws IOException if there is none
     */
    static PodProcess of(Process cluster, String etl) throws IOException {
        return all(cluster, etl).get(0);
    }

    /**
     * The first process of each pod of an ETL.
     *
     * @throws IOException if there is none
     */
    static List<PodProcess> all(Process cluster, String etl) throws IOException {
        // Every container has AIS_TARGET_URL, with the ETL and a secret of the pod's own in it.
        Pattern mark = Pattern.compile("/v1/etl/_object/" + Pattern.quote(etl) + "/[^\\x00]*");
        Map<String, PodProcess> pods = new LinkedHashMap<>();
        for (long pid : cluster.toHandle()
                .descendants()
                .mapToLong(ProcessHandle::pid)
                .sorted()
                .toArray()) {
            Matcher found = mark.matcher(environment(pid));
            if (found.find()) {
                pods.putIfAbsent(found.group(), new PodProcess(pid));
            }
        }
        if (pods.isEmpty()) {
            throw new IOException("no process of a pod of ETL " + etl + " is found");
        }
        return List.copyOf(pods.values());
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
