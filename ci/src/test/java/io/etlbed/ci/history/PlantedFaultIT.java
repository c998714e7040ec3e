package io.etlbed.ci.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.ci.history.Objects.Transform;
import io.etlbed.cluster.ReferenceCluster;
import io.etlbed.cluster.ReferenceClusterConfig;
import io.etlbed.cluster.TargetProcesses;
import io.etlbed.cluster.client.AisClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults that are planted on a target's disk while it is down: the check names them. */
class PlantedFaultIT {

    private static final String KEY = "some object";

    @TempDir
    Path folder;

    private ReferenceCluster cluster;
    private AisClient ais;
    private Recorder recorder;
    private Objects objects;

    @BeforeEach
    void start() throws Exception {
        cluster = ReferenceCluster.start(ReferenceClusterConfig.of(folder.resolve("cluster"), 1, 1)
                .withTargetProcesses(TargetProcesses.on(Optional.empty()), List.of()));
        ais = AisClient.of(cluster.url());
        ais.buckets().create("b");
        recorder = new Recorder(folder.resolve("history.jsonl"));
        objects = new Objects(0, "b", new Values(3), recorder, Transform.NONE);
    }

    @AfterEach
    void stop() throws Exception {
        recorder.close();
        ais.close();
        cluster.close();
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("cluster/t1/objects"))) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    /** While the target is down. */
    private interface Sabotage {
        void commit() throws IOException;
    }

    private void sabotage(Sabotage sabotage) throws Exception {
        cluster.target(0).stop();
        sabotage.commit();
        cluster.target(0).start();
    }

    private void assertNamed(String reason) {
        Optional<Violation> violation =
                RegisterCheck.of(Operation.ABSENT, recorder.take().get(KEY));
        assertThat(violation).isPresent();
        assertThat(violation.get().reason()).startsWith(KEY).contains(reason);
        assertThat(String.join(System.lineSeparator(), violation.get().lines())).contains("PUT v1", "  >>");
    }

    @Test
    void an_older_version_a_lost_one_and_one_that_is_back() throws Exception {
        objects.put(ais, KEY, 1);
        byte[] old = Files.readAllBytes(file());
        objects.put(ais, KEY, 3);
        sabotage(() -> Files.write(file(), old));
        objects.get(ais, KEY);
        assertNamed("stale");

        objects.put(ais, KEY, 1);
        Path file = file();
        sabotage(() -> Files.delete(file));
        objects.get(ais, KEY);
        assertNamed("lost");

        objects.put(ais, KEY, 1);
        objects.delete(ais, KEY);
        sabotage(() -> Files.write(file, old));
        objects.get(ais, KEY);
        assertNamed("back");
        recorder.close();
        assertThat(History.check(folder.resolve("history.jsonl"), System.out))
                .singleElement()
                .asString()
                .contains("stale");
    }
}
