package io.etlbed.junit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Classes of tests as they are run by a build tool, and what becomes of them. */
final class SessionRun implements TestExecutionListener {

    private final List<String> passed = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Throwable> failed = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, String> skipped = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, String> entries = Collections.synchronizedMap(new LinkedHashMap<>());

    private SessionRun() {}

    /** In a session of their own, all at once. */
    static SessionRun of(Class<?>... tests) {
        return of(Map.of(), tests);
    }

    /** The same with configuration parameters. */
    static SessionRun of(Map<String, String> parameters, Class<?>... tests) {
        try (LauncherSession session = LauncherFactory.openSession()) {
            return of(session, parameters, tests);
        }
    }

    /** In this session. */
    static SessionRun of(LauncherSession session, Map<String, String> parameters, Class<?>... tests) {
        SessionRun run = new SessionRun();
        session.getLauncher()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(Stream.of(tests)
                                        .map(DiscoverySelectors::selectClass)
                                        .toList())
                                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                                .configurationParameters(parameters)
                                .build(),
                        run);
        return run;
    }

    List<String> passed() {
        return passed;
    }

    Map<String, Throwable> failed() {
        return failed;
    }

    /** Reasons by the names of tests or classes. */
    Map<String, String> skipped() {
        return skipped;
    }

    Map<String, String> entries() {
        return entries;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getThrowable().isPresent()) {
            failed.put(test.getDisplayName(), result.getThrowable().get());
        } else if (test.isTest()) {
            passed.add(test.getDisplayName());
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        skipped.put(test.getDisplayName(), reason);
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        entries.putAll(entry.getKeyValuePairs());
    }
}
