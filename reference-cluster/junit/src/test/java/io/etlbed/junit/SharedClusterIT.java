package io.etlbed.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

class SharedClusterIT {

    private static final Set<URI> SEEN = ConcurrentHashMap.newKeySet();

    @Test
    void one_cluster_serves_all_tests_of_a_session_and_ends_with_it() {
        SEEN.clear();
        try (LauncherSession session = LauncherFactory.openSession()) {
            for (int each = 0; each < 2; each++) { // two plans of tests, as some build tools make them
                assertThat(run(session).getTestsSucceededCount()).isEqualTo(6);
                assertThat(SEEN).hasSize(1);
            }
            URI url = SEEN.iterator().next();
            assertThat(listens(url)).isTrue();
        }
        URI url = SEEN.iterator().next();
        assertThatThrownBy(() -> new Socket(url.getHost(), url.getPort()).close())
                .isInstanceOf(IOException.class);
    }

    private static TestExecutionSummary run(LauncherSession session) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        session.getLauncher()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(OneCase.class), selectClass(OtherCase.class))
                                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                                .configurationParameter(
                                        "junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                                .build(),
                        listener);
        return listener.getSummary();
    }

    private static boolean listens(URI url) {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Not found by name: run by the test above alone. */
    @EtlTest
    static class OneCase {

        private final EtlCluster cluster;

        OneCase(EtlCluster cluster) {
            this.cluster = cluster;
        }

        @Test
        void by_constructor() {
            SEEN.add(cluster.url());
        }

        @Test
        void by_method(EtlCluster same) {
            assertThat(same).isSameAs(cluster);
        }

        @Test
        void transforms() throws Exception {
            Md5Example.run(cluster.url(), "md5-one-" + System.nanoTime() % 100_000);
        }
    }

    /** As above. */
    @EtlTest
    static class OtherCase {

        @Test
        void by_method(EtlCluster cluster) {
            SEEN.add(cluster.url());
        }

        @Test
        void by_another_method(EtlCluster cluster) {
            SEEN.add(cluster.url());
        }

        @Test
        void transforms(EtlCluster cluster) throws Exception {
            Md5Example.run(cluster.url(), "md5-two-" + System.nanoTime() % 100_000);
        }
    }
}
