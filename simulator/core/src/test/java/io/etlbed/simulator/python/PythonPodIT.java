package io.etlbed.simulator.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.etlbed.simulator.Bundle;
import io.etlbed.simulator.ClusterConfig;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.KubernetesClusters;
import io.etlbed.simulator.embedded.runtime.SandboxLadder;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pods of the embedded cluster that are given a Python and packages. */
class PythonPodIT {

    private static final Logger LOG = LoggerFactory.getLogger(PythonPodIT.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PROGRAM = """
            import os, sys
            print('python %d.%d.%d' % sys.version_info[:3])
            print(sys.executable)
            if 'ETLBED_PACKAGES' in os.environ:
                sys.path.insert(0, os.environ['ETLBED_PACKAGES'])
                import six
                print('six %s %s' % (six.__version__, six.__file__))
                try:
                    open(os.environ['ETLBED_PACKAGES'] + '/changed', 'w')
                except (IOError, OSError):
                    print('read-only')
            """;

    @TempDir
    static Path temp;

    private static KubernetesCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        Optional<String> shared = SandboxLadder.withoutIsolation();
        assumeTrue(shared.isEmpty(), () -> shared.orElse(""));
        assumeFalse(Interpreters.ofThisHost().all().isEmpty(), "this host has no Python");
        Files.createDirectories(temp.resolve("image/code"));
        Files.writeString(temp.resolve("image/code/main.py"), PROGRAM);
        cluster = KubernetesClusters.start("embedded", ClusterConfig.in(temp.resolve("cluster")));
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void a_pod_runs_the_interpreter_that_its_tag_names() throws Exception {
        for (Interpreter each : Interpreters.ofThisHost().all()) {
            image("tagged:" + each.version(), each.version().toString());
        }
        for (Interpreter each : Interpreters.ofThisHost().all()) {
            String name = "tagged-" + each.version().toString().replace('.', '-');
            run(name, "test/tagged:" + each.version(), Map.of());
            assertThat(log(name)).startsWith("python " + each.version() + "\n/opt/etlbed/python/python\n");
            assertThat(events(name)).extracting(Event::getReason).doesNotContain("RuntimeChosen", "RuntimeSubstituted");
        }
    }

    @Test
    void another_patch_is_an_event_and_another_minor_version_a_warning() throws Exception {
        PythonVersion lowest = lowest();
        String patch = lowest.twoNumbers() + "." + 9999;
        image("patch", patch);
        run("patch", "test/patch", Map.of());
        assertThat(log("patch")).startsWith("python " + lowest.twoNumbers() + ".");
        assertThat(events("patch")).anySatisfy(event -> {
            assertThat(event.getReason()).isEqualTo("RuntimeChosen");
            assertThat(event.getType()).isEqualTo("Normal");
            assertThat(event.getMessage()).startsWith("wanted Python " + patch + ", running " + lowest.twoNumbers());
        });

        String missing = "3." + (lowest.minor() - 1);
        image("missing", missing);
        run("missing", "test/missing", Map.of());
        assertThat(log("missing")).startsWith("python " + lowest.twoNumbers() + ".");
        assertThat(events("missing")).anySatisfy(event -> {
            assertThat(event.getReason()).isEqualTo("RuntimeSubstituted");
            assertThat(event.getType()).isEqualTo("Warning");
            assertThat(event.getMessage()).contains("wanted Python " + missing, "pyenv install " + missing);
        });

        create("exact", "test/missing", Map.of("EXACTLY", "the function was pickled"));
        assertThat(refusal("exact"))
                .startsWith("Python " + missing + " is needed and nothing else will do: the function was pickled. ");
    }

    @Test
    void packages_are_there_read_only_and_what_went_on_is_told() throws Exception {
        TestPython.requireIndex(temp);
        Interpreter python = TestPython.withPip();
        image("deps", python.version().toString());
        run("deps", "test/deps", Map.of("DEPS", "# for the test\nsix==1.16.0 ; python_version > '2'\n"));
        assertThat(log("deps"))
                .contains("python " + python.version())
                .contains("six 1.16.0 /opt/etlbed/packages/six.py\nread-only");
        long began = System.nanoTime();
        run("again", "test/deps", Map.of("DEPS", "six==1.16.0 ; python_version > '2'"));
        LOG.info("a pod with a cached environment took {} ms", (System.nanoTime() - began) / 1_000_000);
        assertThat(events("again")).extracting(Event::getReason).doesNotContain("Preparing");
    }

    @Test
    void requirements_that_cannot_be_installed_end_the_start_of_the_pod_with_pips_own_words() throws Exception {
        image("unknown", TestPython.withPip().version().toString());
        create("unknown", "test/unknown", Map.of("DEPS", "etlbed-no-such-package-at-all"));
        assertThat(refusal("unknown"))
                .contains("pip cannot install the requirements", "No matching distribution found for etlbed-no-such");
        assertThat(events("unknown")).extracting(Event::getReason).containsSubsequence("Pulled", "Preparing", "Failed");
        assertThat(events("unknown"))
                .anySatisfy(event -> {
                    assertThat(event.getReason()).isEqualTo("Preparing");
                    assertThat(event.getMessage()).contains("etlbed-no-such-package-at-all");
                })
                .anySatisfy(event -> {
                    assertThat(event.getReason()).isEqualTo("Failed");
                    assertThat(event.getType()).isEqualTo("Warning");
                    assertThat(event.getMessage()).contains("No matching distribution found");
                });

        create("outside", "test/unknown", Map.of("DEPS", "six\n-r /etc/passwd"));
        assertThat(refusal("outside"))
                .startsWith("line 2 of the requirements is refused, '-r /etc/passwd': -r reads another file");
    }

    private static void image(String name, String version) {
        cluster.load(new Bundle(
                        "test/" + name,
                        temp.resolve("image"),
                        List.of("python"),
                        List.of("/code/main.py"),
                        Map.of("PYTHONDONTWRITEBYTECODE", "1"),
                        Set.of())
                .withPreparation(PythonPreparation.of(version, "DEPS", "EXACTLY")));
    }

    private static void create(String name, String image, Map<String, String> environment) {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .addNewContainer()
                .withName("main")
                .withImage(image)
                .withEnv(environment.entrySet().stream()
                        .map(entry -> new EnvVar(entry.getKey(), entry.getValue(), null))
                        .toList())
                .endContainer()
                .endSpec()
                .build();
        cluster.client().resource(pod).create();
    }

    private static void run(String name, String image, Map<String, String> environment) {
        create(name, image, environment);
        await().atMost(PATIENCE)
                .until(() -> List.of("Succeeded", "Failed")
                        .contains(get(name).getStatus().getPhase()));
        assertThat(get(name).getStatus().getPhase()).as(log(name)).isEqualTo("Succeeded");
    }

    private static Pod get(String name) {
        return cluster.client().pods().inNamespace("default").withName(name).get();
    }

    private static String refusal(String name) {
        await().atMost(PATIENCE)
                .until(() -> "CreateContainerConfigError".equals(waiting(name).getReason()));
        return waiting(name).getMessage();
    }

    private static ContainerStateWaiting waiting(String name) {
        return get(name).getStatus().getContainerStatuses().stream()
                .map(status -> status.getState().getWaiting())
                .filter(waiting -> waiting != null)
                .findFirst()
                .orElseGet(ContainerStateWaiting::new);
    }

    private static String log(String name) {
        return cluster.client().pods().inNamespace("default").withName(name).getLog();
    }

    private static List<Event> events(String name) {
        return cluster.client().v1().events().inNamespace("default").list().getItems().stream()
                .filter(event -> name.equals(event.getInvolvedObject().getName()))
                .sorted(Comparator.comparingLong(
                        event -> Long.parseLong(event.getMetadata().getResourceVersion())))
                .toList();
    }

    private static PythonVersion lowest() throws InterruptedException {
        return Interpreters.ofThisHost().all().stream()
                .map(Interpreter::version)
                .filter(version -> version.major() == 3)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
