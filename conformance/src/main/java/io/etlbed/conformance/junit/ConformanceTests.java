package io.etlbed.conformance.junit;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.etlbed.conformance.check.Verdict;
import io.etlbed.conformance.report.CheckOutcome;
import io.etlbed.conformance.run.ConformanceOptions;
import io.etlbed.conformance.run.PlannedRequirement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Every requirement of the catalogue as a JUnit test, named by its id and its rule. Who implements an ETL cluster extends it:
 *
 * <pre>{@code
 * class MyClusterConformanceIT extends ConformanceTests {
 *     @Override
 *     protected ConformanceOptions options() {
 *         return ConformanceOptions.against(URI.create("http://127.0.0.1:8080")).withOnly("SPEC, NAME");
 *     }
 * }
 * }</pre>
 *
 * <p>A requirement that is broken fails, of whatever level; one that was skipped, has no check, does not apply or is a known
 * failure of the baseline is aborted with the reason; a known failure that passes fails, so that the baseline is mended. That
 * nothing answers at the endpoint is said once, by the first test. The checks run beside each other, as the options say,
 * whatever JUnit runs at once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ConformanceTests {

    private @Nullable LiveRun run;

    /** What is judged, and how. Asked for once. */
    protected abstract ConformanceOptions options();

    /** A folder for the reports of the run; none are written unless this says where. */
    protected Optional<Path> reports() {
        return Optional.empty();
    }

    /** The tests: first whether the cluster is there, then a container for each group of requirements. */
    @TestFactory
    public final Stream<DynamicNode> requirements() {
        LiveRun live = LiveRun.start(options());
        run = live;
        Map<String, List<DynamicNode>> groups = new LinkedHashMap<>();
        for (PlannedRequirement planned : live.plan()) {
            String id = planned.requirement().id();
            String rule = planned.requirement().rule().replace("`", "");
            String group = planned.requirement().group().key() + " — "
                    + planned.requirement().group().title();
            groups.computeIfAbsent(group, fresh -> new ArrayList<>())
                    .add(dynamicTest(id + " " + rule, () -> judge(live, planned)));
        }
        return Stream.concat(
                Stream.of(dynamicTest("the cluster answers", live::awaitStart)),
                groups.entrySet().stream().map(group -> dynamicContainer(group.getKey(), group.getValue())));
    }

    private static void judge(LiveRun live, PlannedRequirement planned) throws Throwable {
        if (planned.unjudged().isPresent()) {
            throw new TestAbortedException(planned.unjudged().get());
        }
        if (live.hasNotStarted()) {
            throw new TestAbortedException("there was no cluster to judge");
        }
        List<CheckOutcome> outcomes = new ArrayList<>();
        for (String check : planned.checks()) {
            outcomes.add(live.outcome(check));
        }
        for (CheckOutcome outcome : outcomes) {
            if (outcome.verdict() instanceof Verdict.Fail fail) {
                throw new AssertionFailedError(
                        outcome.check() + ": found " + fail.found() + ", expected " + fail.expected()
                                + (fail.hint().isEmpty() ? "" : "\nhint: " + fail.hint())
                                + fail.curl().map(curl -> "\nagain: " + curl).orElse(""),
                        fail.expected(),
                        fail.found());
            }
        }
        live.failGone(outcomes);
        String remarks = outcomes.stream()
                .filter(outcome ->
                        outcome.verdict() instanceof Verdict.Skip || outcome.verdict() instanceof Verdict.KnownFailure)
                .map(CheckOutcome::remark)
                .distinct()
                .collect(Collectors.joining("; "));
        if (!remarks.isEmpty()) {
            throw new TestAbortedException(remarks);
        }
    }

    /** Writes the reports where they are wanted, and ends what was started. */
    @AfterAll
    final void end() throws Throwable {
        LiveRun live = run;
        if (live != null) {
            try {
                Optional<Path> folder = reports();
                if (folder.isPresent() && !live.hasNotStarted()) {
                    live.report().write(folder.get());
                }
            } finally {
                live.end();
            }
        }
    }
}
