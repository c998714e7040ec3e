package io.etlbed.ci.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One run of the load generator {@code wrk} with kept-alive connections. */
final class Wrk {

    private static final Pattern TOTAL = Pattern.compile("(\\d+) requests in ([0-9.]+)(m?s)");
    private static final Pattern TROUBLE = Pattern.compile("(?m)^\\s*(Socket errors:.*|Non-2xx or 3xx responses:.*)$");

    /** What a run did: answers received, and how many a second. */
    record Load(long requests, double perSecond) {}

    private Wrk() {}

    /**
     * Loads a URL for some seconds.
     *
     * @throws IOException if wrk cannot be run, or any request failed
     */
    static Load run(URI url, int connections, int seconds) throws IOException, InterruptedException {
        return run(List.of(), List.of(), url, connections, seconds);
    }

    /**
     * Loads a URL in a pod's own network with POSTs.
     *
     * @throws IOException if wrk cannot be run there, or any request failed
     */
    static Load post(PodProcess pod, URI url, Path body, int connections, int seconds)
            throws IOException, InterruptedException {
        Path script = Files.writeString(body.resolveSibling(body.getFileName() + ".lua"), """
                wrk.method = "POST"
                wrk.body = io.open("%s", "rb"):read("*a")
                """.formatted(body));
        try {
            return run(pod.inItsNetwork(), List.of("-s", script.toString()), url, connections, seconds);
        } finally {
            Files.delete(script);
        }
    }

    /**
     * Loads URLs that differ in the number at the end of their paths with PUTs, in turn.
     *
     * @param query behind each of them
     * @param names how many there are
     * @throws IOException if wrk cannot be run, or any request failed
     */
    static Load put(URI url, String query, Path body, int names, int connections, int seconds)
            throws IOException, InterruptedException {
        Path script =
                Files.writeString(body.resolveSibling(body.getFileName() + ".lua"), """
                local body = io.open("%s", "rb"):read("*a")
                local requests = {}
                local at = 0
                init = function(args)
                  for i = 1, %d do
                    requests[i] = wrk.format("PUT", wrk.path .. i .. "%s", nil, body)
                  end
                end
                request = function()
                  at = at %% #requests + 1
                  return requests[at]
                end
                """.formatted(body, names, query));
        try {
            return run(List.of(), List.of("-s", script.toString()), url, connections, seconds);
        } finally {
            Files.delete(script);
        }
    }

    private static Load run(List<String> before, List<String> options, URI url, int connections, int seconds)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of("wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "--timeout", "30s"));
        command.addAll(options);
        command.add(url.toString());
        Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (wrk.waitFor() != 0) {
            throw new IOException("wrk failed on " + url + ": " + output);
        }
        Matcher trouble = TROUBLE.matcher(output);
        if (trouble.find()) {
            throw new IOException("wrk had errors on " + url + ": " + trouble.group(1));
        }
        Matcher total = TOTAL.matcher(output);
        if (!total.find()) {
            throw new IOException("no total in wrk's output: " + output);
        }
        long requests = Long.parseLong(total.group(1));
        double elapsed = Double.parseDouble(total.group(2)) * ("ms".equals(total.group(3)) ? 0.001 : 1);
        return new Load(requests, requests / elapsed);
    }
}
