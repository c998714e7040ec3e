package io.etlbed.simulator.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.etlbed.simulator.SimulatorException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fetches pip itself from a package index, where no Python has one that could: by the list of files in JSON (PEP 691). */
final class PipIndex {

    private static final String LIST = "application/vnd.pypi.simple.v1+json";
    private static final Pattern WHEEL = Pattern.compile("pip-(\\d+(?:\\.\\d+)*)-[\\w.]+-none-any\\.whl");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONGEST_LIST = 16 << 20;
    private static final int LARGEST_WHEEL = 32 << 20;

    private final URI index;

    /** @param index such as {@code https://pypi.org/simple}; name and password in it are for the index alone */
    PipIndex(URI index) {
        this.index = index;
    }

    private record Wheel(URI url, List<Integer> version, String requiresPython, String sha256) {}

    /**
     * Puts the newest wheel of pip for that version of Python into a folder.
     *
     * @throws SimulatorException if there is none, or it cannot be had
     */
    Path fetch(PythonVersion python, Path folder) throws InterruptedException {
        URI list = URI.create(index.toString().replaceAll("/+$", "") + "/pip/");
        try {
            List<Wheel> wheels = wheels(list, new ObjectMapper().readTree(get(list, LIST, LONGEST_LIST)));
            Wheel newest = wheels.stream()
                    .filter(wheel -> PythonRange.parse(wheel.requiresPython()).contains(python))
                    .max(Comparator.comparing(Wheel::version, PipIndex::compare))
                    .orElseThrow(() -> new SimulatorException(shown(list) + " has no pip for Python " + python));
            byte[] content = get(newest.url(), "*/*", LARGEST_WHEEL);
            if (!sha256(content).equalsIgnoreCase(newest.sha256())) {
                throw new SimulatorException(shown(newest.url()) + " is not what " + shown(list)
                        + " says that it is: its" + " SHA-256 is " + sha256(content));
            }
            Path place = folder.resolve(fileName(newest.url()));
            return Files.write(place, content);
        } catch (IOException e) {
            throw new SimulatorException("pip cannot be fetched from " + shown(list) + ": " + e, e);
        }
    }

    private static List<Wheel> wheels(URI list, JsonNode answer) {
        List<Wheel> wheels = new ArrayList<>();
        for (JsonNode file : answer.path("files")) {
            Matcher name = WHEEL.matcher(file.path("filename").asText());
            boolean yanked =
                    file.path("yanked").isTextual() || file.path("yanked").asBoolean();
            if (name.matches() && !yanked) {
                wheels.add(new Wheel(
                        list.resolve(file.path("url").asText()),
                        numbers(name.group(1)),
                        file.path("requires-python").asText(""),
                        file.path("hashes").path("sha256").asText()));
            }
        }
        return wheels;
    }

    private byte[] get(URI url, String accepted, int limit) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(bare(url)).timeout(PATIENCE).header("Accept", accepted);
        String user = index.getUserInfo();
        if (user != null && url.getHost().equals(index.getHost())) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
        }
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() != 200) {
                throw new IOException(shown(url) + " is answered " + answer.statusCode());
            }
            byte[] content = body.readNBytes(limit + 1);
            if (content.length > limit) {
                throw new IOException(shown(url) + " has more than " + limit + " bytes");
            }
            return content;
        }
    }

    /** Without name and password. */
    private static URI bare(URI url) {
        return URI.create(url.toString().replaceFirst("//[^/@]*@", "//"));
    }

    private static String shown(URI url) {
        return bare(url).toString();
    }

    private static String fileName(URI url) {
        String path = url.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static List<Integer> numbers(String version) {
        return Pattern.compile("\\.")
                .splitAsStream(version)
                .map(Integer::valueOf)
                .toList();
    }

    private static int compare(List<Integer> one, List<Integer> other) {
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            int difference = Integer.compare(i < one.size() ? one.get(i) : 0, i < other.size() ? other.get(i) : 0);
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
