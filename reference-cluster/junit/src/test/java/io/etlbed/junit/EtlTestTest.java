package io.etlbed.junit;

import static io.etlbed.junit.transformer.Transformer.function;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.EtlSummary;
import io.etlbed.junit.transformer.Transformer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherFactory;

/** What tests are given, and with whom they share it. The classes within are run by these tests alone. */
class EtlTestTest {

    private static final Transformer UPPER =
            function(bytes -> new String(bytes, UTF_8).toUpperCase(Locale.ROOT).getBytes(UTF_8));
    private static final Map<String, Set<String>> SEEN = new ConcurrentHashMap<>();

    private static void see(String what, Object value) {
        SEEN.computeIfAbsent(what, first -> ConcurrentHashMap.newKeySet()).add(String.valueOf(value));
    }

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @Test
    void a_test_asks_by_parameters_for_all_that_it_needs() {
        SessionRun run = SessionRun.of(AllParameters.class);
        assertThat(run.failed()).isEmpty();
        assertThat(run.passed()).hasSize(2);
    }

    @EtlTest(inproc = true, targets = 1)
    static class AllParameters {

        @Test
        void everything(
                EtlCluster cluster,
                AisClient ais,
                KubernetesClient kubernetes,
                @Kubeconfig Path kubeconfig,
                Bucket empty,
                @BucketWith(
                                value = {"pom.xml", "src/test/resources"},
                                generated = 3,
                                size = "1KiB")
                        Bucket full,
                @EtlFrom(image = "aistore/transformer_md5") Etl md5)
                throws Exception {
            assertThat(ais.endpoint()).isEqualTo(cluster.url());
            assertThat(kubernetes.nodes().list().getItems()).hasSize(1);
            assertThat(Files.readString(kubeconfig)).contains("server:");
            assertThat(empty.names()).isEmpty();
            assertThat(full.names())
                    .contains(
                            "pom.xml",
                            "io/etlbed/junit/fork_cases.py",
                            "junit-platform.properties",
                            "object-00000",
                            "object-00002");
            assertThat(full.get("object-00001")).hasSize(1024).isNotEqualTo(full.get("object-00002"));
            assertThat(md5.transform("meow").text()).isEqualTo("4a4be40c96ac6314e91d93f38043a634");
            Bucket sums = md5.transform(full);
            assertThat(sums.names()).isEqualTo(full.names());
            assertThat(new String(sums.get("object-00001"), UTF_8)).hasSize(32);
        }

        @Test
        void own(@EtlFrom(image = "aistore/transformer_echo", id = "etl-echo") Etl echo) {
            assertThat(echo.id()).isEqualTo("etl-echo");
            assertThat(echo.transform(new byte[9 << 20]).size()).isEqualTo(9 << 20);
        }
    }

    @Test
    void what_a_test_has_made_has_its_own_name_and_goes_with_it() throws Exception {
        try (LauncherSession session = LauncherFactory.openSession()) {
            SessionRun run = SessionRun.of(session, Map.of(), ManyAtOnce.class);
            assertThat(run.failed()).isEmpty();
            assertThat(run.passed()).hasSize(8);
            assertThat(SEEN.get("etl")).hasSize(8).allMatch(id -> id.matches("own-[a-z0-9]{5,16}"));
            assertThat(SEEN.get("bucket")).hasSize(8);
            assertThat(SEEN.get("shared")).hasSize(1);
            try (AisClient ais =
                    AisClient.of(URI.create(SEEN.get("url").iterator().next()))) {
                assertThat(ais.buckets().list()).isEmpty();
                assertThat(ais.etl().list()).extracting(EtlSummary::id).containsExactlyElementsOf(SEEN.get("shared"));
            }
            // A second class in the same session finds the same one.
            SessionRun.of(session, Map.of(), AnotherClass.class);
            assertThat(SEEN.get("shared")).hasSize(1);
            assertThat(SEEN.get("url")).hasSize(1);
        }
    }

    @EtlTest(inproc = true, targets = 2)
    static class ManyAtOnce {

        @RepeatedTest(8)
        void own(EtlCluster cluster, Bucket bucket) {
            see("url", cluster.url());
            see("bucket", bucket.name());
            Etl own = cluster.init(UPPER);
            see("etl", own.id());
            assertThat(own.transform("meow").text()).isEqualTo("MEOW");
            Etl shared = cluster.share(UPPER);
            see("shared", shared.id());
            assertThat(shared.transform(bucket.put("cat", "purr").object("cat")).text())
                    .isEqualTo("PURR");
        }
    }

    @EtlTest(inproc = true, targets = 2)
    static class AnotherClass {

        @Test
        void shared(EtlCluster cluster) {
            see("url", cluster.url());
            see("shared", cluster.share(UPPER).id());
        }
    }

    @Test
    void a_class_or_a_test_may_have_a_cluster_of_its_own() {
        SessionRun run = SessionRun.of(OfAClass.class, OfEachTest.class);
        assertThat(run.failed()).isEmpty();
        assertThat(SEEN.get("class")).hasSize(1);
        assertThat(SEEN.get("method")).hasSize(2);
        for (String url : SEEN.get("method")) {
            assertThat(SEEN.get("class")).doesNotContain(url);
        }
        SEEN.values()
                .forEach(urls -> urls.forEach(url -> assertThatThrownBy(() -> new Socket(
                                        InetAddress.getLoopbackAddress(),
                                        URI.create(url).getPort())
                                .close())
                        .isInstanceOf(IOException.class)));
    }

    @EtlTest(inproc = true, targets = 1, scope = ClusterScope.CLASS)
    static class OfAClass {

        static Bucket bucket;

        @BeforeAll
        static void fill(EtlCluster cluster, @BucketWith(generated = 2) Bucket made) {
            see("class", cluster.url());
            bucket = made;
        }

        @Test
        void first(EtlCluster cluster) {
            see("class", cluster.url());
            assertThat(bucket.names()).hasSize(2);
        }

        @Nested
        class Within {

            private final EtlCluster cluster;

            Within(EtlCluster cluster) {
                this.cluster = cluster;
            }

            @Test
            void second(EtlCluster same) {
                see("class", cluster.url());
                assertThat(same).isSameAs(cluster);
            }
        }
    }

    static class OfEachTest {

        @RegisterExtension
        static final EtlClusterExtension ETL = EtlClusterExtension.on(EtlCluster.builder()
                        .inproc()
                        .targets(1)
                        .handler("acme/upper", (request, answer) -> answer.send(200, "by a handler")))
                .scope(ClusterScope.METHOD);

        @Test
        void first(EtlCluster cluster, @EtlFrom(image = "acme/upper", id = "etl-same") Etl etl) {
            see("method", cluster.url());
            assertThat(etl.transform("x").text()).isEqualTo("by a handler");
        }

        @Test
        void second(EtlCluster cluster, @EtlFrom(image = "acme/upper", id = "etl-same") Etl etl) {
            see("method", cluster.url());
            assertThat(etl.id()).isEqualTo("etl-same");
        }
    }

    @Test
    void an_etl_id_that_two_tests_insist_on_is_one_tests_at_a_time() {
        SessionRun run = SessionRun.of(SameId.class);
        assertThat(run.failed()).isEmpty();
        assertThat(run.passed()).hasSize(4);
    }

    @EtlTest(inproc = true, targets = 1)
    static class SameId {

        @RepeatedTest(4)
        void insists(EtlCluster cluster) {
            assertThat(cluster.init(UPPER.id("etl-fixed")).transform("a").text())
                    .isEqualTo("A");
        }
    }

    @Test
    void configuration_parameters_tell_what_an_annotation_leaves_open() {
        SessionRun run = SessionRun.of(Map.of("etlbed.inproc", "true", "etlbed.targets", "2"), Open.class);
        assertThat(run.failed()).isEmpty();
        assertThat(SEEN.get("targets")).containsExactly("2");
        assertThat(SessionRun.of(Map.of("etlbed.targets", "many"), Open.class)
                        .failed()
                        .values())
                .singleElement()
                .asString()
                .contains("etlbed.targets: a number from 1 is expected, not 'many'");
        assertThat(SessionRun.of(Map.of("etlbed.sandbox", "cellar"), Open.class)
                        .failed()
                        .values())
                .singleElement()
                .asString()
                .contains("no sandbox 'cellar'; there are doors, relay, root, none");
    }

    @EtlTest
    static class Open {

        @Test
        void asks(EtlCluster cluster) {
            see("targets", cluster.targets());
        }
    }

    @Test
    void what_is_declared_wrongly_is_said_with_what_is_right() {
        SessionRun run = SessionRun.of(Map.of("etlbed.inproc", "true", "etlbed.targets", "1"), Wrong.class);
        assertThat(run.passed()).isEmpty();
        assertThat(run.entries().get("etlbed reproduce")).contains("EtlTestTest$Wrong#");
        assertThat(run.failed().get("nothing(Etl)")).hasMessageContaining("a parameter of type Etl says by @EtlFrom");
        assertThat(run.failed().get("two(Etl)"))
                .hasMessageContaining("exactly one of value, image, command and server names the transformer, not 2");
        assertThat(run.failed().get("nowhere(Etl)"))
                .hasMessageContaining("there is neither a file nor a folder "
                        + Path.of("nowhere").toAbsolutePath());
        assertThat(run.failed().get("lost(Bucket)"))
                .hasMessageContaining("there is neither a file nor a folder "
                        + Path.of("lost").toAbsolutePath());
        assertThat(run.failed().get("size(Bucket)"))
                .hasMessageContaining("a size is a number of bytes, or one with KiB, MiB or GiB, not \"big\"");
        assertThat(run.failed().get("process(Etl)"))
                .hasMessageContaining("this cluster was started for handlers alone");
    }

    @EtlTest
    static class Wrong {

        @Test
        void nothing(Etl etl) {}

        @Test
        void two(@EtlFrom(image = "a/b", command = "cat") Etl etl) {}

        @Test
        void nowhere(@EtlFrom("nowhere") Etl etl) {}

        @Test
        void lost(@BucketWith("lost") Bucket bucket) {}

        @Test
        void size(@BucketWith(generated = 1, size = "big") Bucket bucket) {}

        @Test
        void process(@EtlFrom(command = "cat") Etl etl) {}
    }

    @Test
    void names_are_legal_whatever_the_test_is_called() {
        for (String label : List.of("shrinks", "äöü", "_", "answersWithTheMd5OfTheObject", "a--b", "9lives", "")) {
            assertThat(Names.next(label)).matches("[a-z][a-z0-9-]{5,19}").doesNotContain("--");
        }
    }
}
