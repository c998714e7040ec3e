package io.etlbed.ci.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;

/** A list by pages, each of which {@code curl} fetches. */
final class CurlList {

    private static final ObjectMapper JSON = new ObjectMapper();

    private CurlList() {}

    /** How many names there are in all pages. */
    static long count(URI proxy, String bucket, int page) throws IOException, InterruptedException {
        long names = 0;
        String next = "";
        do {
            Process curl = new ProcessBuilder(
                            "curl",
                            "-sSf",
                            "-X",
                            "GET",
                            "-H",
                            "Content-Type: application/json",
                            "-d",
                            PagedList.message(page, next),
                            proxy.resolve("/v1/buckets/" + bucket + "?provider=ais")
                                    .toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            byte[] answer = curl.getInputStream().readAllBytes();
            if (curl.waitFor() != 0) {
                throw new IOException("curl could not list ais://" + bucket);
            }
            JsonNode read = JSON.readTree(answer);
            names += read.path("entries").size();
            next = read.path("continuation_token").asText();
        } while (!next.isEmpty());
        return names;
    }
}
