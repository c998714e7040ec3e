package io.etlbed.simulator.docker.k3s;

import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.docker.engine.DockerEngine;
import io.etlbed.simulator.docker.engine.ExecResult;
import io.etlbed.simulator.docker.engine.LocalImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Streams images into the containerd of every node, each image once. */
record NodeImages(DockerEngine engine, List<K3sNode> nodes) {

    private static final Logger LOG = LoggerFactory.getLogger(NodeImages.class);
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Duration MOMENT = Duration.ofSeconds(60);
    private static final List<String> IMPORT = List.of("ctr", "-n", "k8s.io", "images", "import", "-");

    /** A node notes here which images it has got: its containerd tells names, and not what they were imported from. */
    private static final String NOTES = "/etlbed-images/";

    /** Opens the tar of an image. */
    private interface Tar {
        InputStream open() throws IOException;
    }

    /**
     * Images that the engine has.
     *
     * @throws SimulatorException if one is missing; the message says how to get it
     */
    void local(List<String> names) throws InterruptedException {
        Map<String, String> ids = new LinkedHashMap<>();
        for (String name : names) {
            LocalImage image = engine.images().find(name).orElseThrow(() -> missing(name));
            ids.put(name, image.id());
        }
        List<Integer> counts = OnEach.of(nodes, node -> {
            List<String> wanted = new ArrayList<>();
            for (Map.Entry<String, String> image : ids.entrySet()) {
                if (!has(node, note(image.getKey(), image.getValue()))) {
                    wanted.add(image.getKey());
                }
            }
            if (!wanted.isEmpty()) {
                // All in one tar: layers that they share are in it once.
                stream(node, String.join(", ", wanted), () -> engine.images().save(wanted));
                for (String name : wanted) {
                    remember(node, note(name, ids.get(name)));
                }
            }
            return wanted.size();
        });
        LOG.debug("images that nodes were given: {} of {}", counts, names);
    }

    static SimulatorException missing(String name) {
        return new SimulatorException("the Docker engine has no image " + name
                + ", and nothing is pulled unasked: `docker pull " + name + "`, or build it");
    }

    /** A tar of {@code docker save}. */
    void archive(Path file) throws InterruptedException {
        String digest = digest(file);
        List<Boolean> given = OnEach.of(nodes, node -> {
            if (has(node, digest)) {
                return false;
            }
            stream(node, file.toString(), () -> Files.newInputStream(file));
            remember(node, digest);
            return true;
        });
        LOG.debug("nodes that were given {}: {}", file, given);
    }

    private static void stream(K3sNode node, String what, Tar tar) throws InterruptedException {
        long start = System.nanoTime();
        try (InputStream images = tar.open()) {
            ExecResult result = node.inside().exec(IMPORT, images, LIMIT);
            if (!result.well()) {
                throw new SimulatorException(
                        "node " + node.name() + " does not take " + what + ": " + result.summary());
            }
        } catch (IOException e) {
            throw new SimulatorException(what + " cannot be read: " + e.getMessage(), e);
        }
        LOG.debug("{} on {} after {} ms", what, node.name(), (System.nanoTime() - start) / 1_000_000);
    }

    private static boolean has(K3sNode node, String note) throws InterruptedException {
        return node.inside()
                .exec(List.of("sh", "-c", "test -e " + NOTES + note), MOMENT)
                .well();
    }

    private static void remember(K3sNode node, String note) throws InterruptedException {
        ExecResult result =
                node.inside().exec(List.of("sh", "-c", "mkdir -p " + NOTES + " && : > " + NOTES + note), MOMENT);
        if (!result.well()) {
            LOG.debug("{} forgets {}: {}", node.name(), note, result.summary());
        }
    }

    /** One file name of an image's name and digest: the same image may be wanted by several names. */
    private static String note(String name, String id) {
        return sha256(digest -> digest.update((name + "@" + id).getBytes(StandardCharsets.UTF_8)));
    }

    private static String digest(Path file) {
        return sha256(digest -> {
            try (InputStream input = new DigestInputStream(Files.newInputStream(file), digest)) {
                input.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new SimulatorException("the image archive " + file + " cannot be read: " + e.getMessage(), e);
            }
        });
    }

    private static String sha256(Consumer<MessageDigest> input) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            input.accept(digest);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** The name of some image that the node has, for a pod whose program comes from elsewhere. */
    static Optional<String> any(K3sNode node) throws InterruptedException {
        return node.inside()
                .exec(List.of("ctr", "-n", "k8s.io", "images", "ls", "-q"), MOMENT)
                .output()
                .lines()
                .filter(name -> !name.isBlank() && !name.startsWith("sha256:"))
                .findFirst();
    }
}
