package io.etlbed.conformance.mutant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.conformance.campaign.FuzzFolder;
import io.etlbed.conformance.campaign.FuzzPlace;
import io.etlbed.conformance.campaign.FuzzRun;
import io.etlbed.conformance.check.Images;
import io.etlbed.conformance.check.Lab;
import io.etlbed.conformance.check.Profile;
import io.etlbed.conformance.fuzz.Finding;
import io.etlbed.conformance.fuzz.FuzzCampaign;
import io.etlbed.conformance.fuzz.FuzzListener;
import io.etlbed.conformance.fuzz.FuzzOptions;
import io.etlbed.conformance.fuzz.FuzzReport;
import io.etlbed.conformance.fuzz.FuzzSubject;
import io.etlbed.conformance.fuzz.FuzzTarget;
import io.etlbed.conformance.http.Endpoint;
import io.etlbed.conformance.probe.ProbeImage;
import io.etlbed.junit.EtlCluster;
import io.etlbed.junit.faults.Place;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** That fuzzing finds faults of a cluster, which are between it and fuzzing, and leaves what shows each of them again. */
class FuzzMutantsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static EtlCluster cluster;
    private static Lab lab;

    @TempDir
    Path temp;

    @BeforeAll
    static void a_cluster_in_which_ETLs_start_at_once(@TempDir Path folder) {
        cluster = EtlCluster.builder()
                .inproc()
                .targets(1)
                .folder(folder.resolve("cluster"))
                .start();
        lab = Lab.of(
                Endpoint.of(cluster.url()),
                Optional.of(cluster.kubernetes()),
                cluster.targetNodes(),
                Images.ofHandlers(ProbeImage.NAME),
                Profile.DOCUMENT,
                11);
    }

    @AfterAll
    static void it_ends() {
        cluster.close();
    }

    /** Refusals tell all violations but the last. */
    private static final class TellsTooLittle implements Mutation {

        @Override
        public Reply after(Sent sent, Reply reply) throws IOException {
            if (!sent.isInit() || !reply.refused()) {
                return reply;
            }
            return reply.text(text -> {
                try {
                    ObjectNode json = (ObjectNode) JSON.readTree(text);
                    String message = json.path("message").asText();
                    boolean several = message.lines().count() > 2;
                    json.put("message", several ? message.substring(0, message.lastIndexOf('\n')) : message);
                    return json.toString();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    /** A port that is none is taken. */
    private static final class TakesAnyPort implements Mutation {

        @Override
        public Reply after(Sent sent, Reply reply) throws IOException {
            if (!sent.isInit() || !reply.refused()) {
                return reply;
            }
            byte[] said = reply.body().readAllBytes();
            boolean port = new String(said, UTF_8).contains("SPEC-08");
            Reply same = reply.text(text -> new String(said, UTF_8));
            return port ? Reply.of(200, "fuzz-case") : same;
        }
    }

    /** Another container runs than was asked for. */
    private static final class RunsAnother implements Mutation {

        @Override
        public Sent before(Sent sent) {
            if (!sent.isInit()) {
                return sent;
            }
            try {
                ObjectNode json = (ObjectNode) JSON.readTree(sent.text());
                String yaml =
                        new String(Base64.getDecoder().decode(json.path("spec").asText()), UTF_8);
                String other = yaml.replaceAll("(name['\"]?: ['\"]?)server", "$1sewer");
                json.put("spec", Base64.getEncoder().encodeToString(other.getBytes(UTF_8)));
                return sent.saying(json.toString());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What was refused is listed. */
    private static final class ListsWhatItRefused implements Mutation {

        @Override
        public Reply after(Sent sent, Reply reply) throws IOException {
            return sent.isList() && reply.ok() ? Reply.of(200, "[{\"id\":\"fuzz-case\"}]") : reply;
        }
    }

    @Test
    void a_violation_that_is_not_told_is_found_and_kept_as_a_test_that_fails_until_it_is() throws Exception {
        FuzzFolder folder = new FuzzFolder(temp);
        try (Interposer between = new Interposer(lab.endpoint(), new TellsTooLittle())) {
            Finding finding = fuzz(between, FuzzTarget.SPEC, 40).findings().get(0);
            assertThat(finding.problems()).allMatch(problem -> problem.startsWith("not reported: "));
            assertThat(finding.caseText()).doesNotContain("VALUE_");
            int shipped = folder.corpus().size();
            Path source = folder.keep(finding, 11).get(1);
            assertThat(folder.corpus()).hasSize(shipped + 1);
            assertThat(failures(source, between.endpoint().url()))
                    .hasSize(1)
                    .allMatch(it -> it.contains("not reported: "));
            assertThat(failures(source, lab.endpoint().url())).isEmpty();
        }
    }

    @Test
    void what_is_taken_and_must_not_be_is_found() throws Exception {
        Finding finding = first(new TakesAnyPort(), FuzzTarget.SPEC, 40);
        assertThat(finding.problems()).first().asString().startsWith("taken, in spite of [");
        assertThat(finding.caseText()).contains("SPEC-08");
    }

    @Test
    void what_runs_and_was_not_asked_for_is_found() throws Exception {
        Finding finding = first(new RunsAnother(), FuzzTarget.SPEC, 3);
        assertThat(finding.kind()).isEqualTo("runs");
        assertThat(finding.problems())
                .anyMatch(problem -> problem.startsWith("spec.containers[0].name: \"server\" was asked for, and"));
    }

    @Test
    void what_a_refusal_leaves_is_found() throws Exception {
        Finding finding = first(new ListsWhatItRefused(), FuzzTarget.NAME, 64);
        assertThat(finding.problems()).containsExactly("ETL fuzz-case is listed, which was refused");
    }

    @Test
    void a_request_that_breaks_a_gateway_is_found() throws Exception {
        try (EtlCluster faulty = EtlCluster.builder()
                .inproc()
                .targets(1)
                .faults()
                .folder(temp.resolve("cluster"))
                .start()) {
            faulty.faults().at(Place.proxies()).method("DELETE").status(500, "null");
            FuzzOptions options = new FuzzOptions(FuzzTarget.HTTP, Duration.ofMinutes(5), 60, 5, 11, List.of());
            FuzzReport report = FuzzRun.run(options, FuzzPlace.in(temp).at(faulty.url()), FuzzListener.none());
            assertThat(report.findings())
                    .filteredOn(finding -> finding.problems().get(0).startsWith("answered 500 "))
                    .isNotEmpty()
                    .allMatch(finding -> finding.caseText().contains("\"DELETE /"));
        }
    }

    private Finding first(Mutation fault, FuzzTarget target, long examples) throws Exception {
        try (Interposer between = new Interposer(lab.endpoint(), fault)) {
            return fuzz(between, target, examples).findings().get(0);
        }
    }

    private static FuzzReport fuzz(Interposer between, FuzzTarget target, long examples) throws InterruptedException {
        Lab seen = lab.through(between.endpoint(), lab.kubernetes(), lab.patience());
        FuzzOptions options = new FuzzOptions(target, Duration.ofMinutes(5), examples, 1, 11, List.of());
        return new FuzzCampaign(FuzzSubject.of(seen), options, FuzzListener.none()).run();
    }

    /** Compiles a test and runs it on a gateway; the messages of what fails. */
    private List<String> failures(Path source, URI gateway) throws IOException, ClassNotFoundException {
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", System.getProperty("java.class.path"), "-proc:none", source.toString());
        assertThat(compiled).isZero();
        System.setProperty("etlbed.endpoint", gateway.toString());
        try (URLClassLoader loader = new URLClassLoader(new URL[] {temp.toUri().toURL()})) {
            String name = source.getFileName().toString().replace(".java", "");
            SummaryGeneratingListener summary = new SummaryGeneratingListener();
            LauncherFactory.create(LauncherConfig.builder()
                            // The listeners of this session are of this session.
                            .enableLauncherSessionListenerAutoRegistration(false)
                            .build())
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(DiscoverySelectors.selectClass(loader.loadClass(name)))
                                    .build(),
                            summary);
            assertThat(summary.getSummary().getTestsFoundCount()).isEqualTo(1);
            return summary.getSummary().getFailures().stream()
                    .map(failure -> failure.getException().toString())
                    .toList();
        } finally {
            System.clearProperty("etlbed.endpoint");
        }
    }
}
