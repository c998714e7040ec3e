package io.etlbed.junit;

import static io.etlbed.junit.assertj.EtlAssertions.assertThat;
import static io.etlbed.junit.transformer.Transformer.handler;
import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.junit.condition.Requires;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told of tests that fail, and of those that are skipped. The classes within are run by these tests alone. */
class FailureReportTest {

    private static final Map<String, String> INPROC = Map.of("etlbed.inproc", "true", "etlbed.targets", "1");

    @Test
    void a_failed_test_leaves_logs_events_exchanges_and_a_line_that_runs_it_again() {
        SessionRun run = SessionRun.of(INPROC, Fails.class);
        Throwable failure = run.failed().get("at_the_transformer(EtlCluster)");
        assertThat(failure).hasMessageContaining("no such colour");
        assertThat(run.entries())
                .anySatisfy((name, text) -> {
                    assertThat(name).startsWith("etlbed log of at-the-tr-");
                    assertThat(text).contains("looking at a picture");
                })
                .hasEntrySatisfying(
                        "etlbed exchanges",
                        text -> assertThat(text)
                                .containsPattern("PUT http://127.0.0.1:\\d+/v1/etl → 200, \\d+ ms")
                                .containsPattern(
                                        "GET .*/v1/objects/at-the-tr-\\S+\\?.*uuid=.* → 400, .*no such colour"))
                .hasEntrySatisfying("etlbed events", text -> assertThat(text).contains("Started"))
                .hasEntrySatisfying(
                        "etlbed curl", text -> assertThat(text).startsWith("curl -sSL -i 'http://127.0.0.1:"))
                .hasEntrySatisfying(
                        "etlbed reproduce",
                        text -> assertThat(text)
                                .startsWith("./mvnw -pl reference-cluster/junit -am"
                                        + " -Dsurefire.failIfNoSpecifiedTests=false test"
                                        + " -Dtest='io.etlbed.junit.FailureReportTest$Fails#at_the_transformer'"));
        assertThat(run.failed().get("without_a_cluster()"))
                .hasMessage("of its own")
                .hasNoSuppressedExceptions();
        assertThat(failure.getSuppressed())
                .singleElement()
                .asString()
                .contains("Findings: what the test did on the cluster", "→ 400", "again: ./mvnw");
    }

    @EtlTest
    static class Fails {

        @Test
        void at_the_transformer(EtlCluster cluster) {
            Etl etl = cluster.init(handler((request, answer) -> {
                request.container().log("looking at a picture");
                answer.send(500, "no such colour");
            }));
            assertThat(etl.transform("picture")).isImage();
        }

        @Test
        void without_a_cluster() {
            throw new AssertionError("of its own");
        }
    }

    @Test
    void a_skipped_test_says_what_is_missing() {
        SessionRun run = SessionRun.of(Demanding.class);
        assertThat(run.failed()).isEmpty();
        assertThat(run.skipped().get("tool()"))
                .isEqualTo("no etlbed-no-such-tool on the PATH that works and that pods may see");
        assertThat(run.skipped().get("python()")).startsWith("no Python 3.99 here: ");
        assertThat(run.skipped().get("docker()"))
                .startsWith("no etlbed-no-such-tool")
                .endsWith("; no provider 'k3s'; there are embedded, kubeconfig");
        assertThat(run.passed()).containsExactly("modest()");
    }

    static class Demanding {

        @Test
        @Requires(tools = "etlbed-no-such-tool")
        void tool() {}

        @Test
        @Requires(python = "3.99")
        void python() {}

        @Test
        @Requires(provider = "k3s", tools = "etlbed-no-such-tool")
        void docker() {}

        @Test
        @Requires(python = "any", tools = "sh", provider = "embedded")
        void modest() {}
    }
}
