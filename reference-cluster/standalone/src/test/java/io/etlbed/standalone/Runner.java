package io.etlbed.standalone;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs tests by JUnit's launcher, for a build tool that does not know it. Loads nothing but JUnit, of whatever version. */
public final class Runner {

    private Runner() {}

    /** {@code args[0]} is the package of the tests. */
    public static void main(String[] args) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectPackage(args[0]))
                                    .build(),
                            listener);
        }
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        listener.getSummary().printFailuresTo(out);
        out.printf(
                "Tests run: %d, Failures: %d%n",
                listener.getSummary().getTestsStartedCount(),
                listener.getSummary().getTotalFailureCount());
        System.exit(listener.getSummary().getTotalFailureCount() == 0 ? 0 : 1);
    }
}
