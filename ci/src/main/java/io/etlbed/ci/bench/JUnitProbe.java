package io.etlbed.ci.bench;

import static io.etlbed.junit.transformer.Transformer.transformer;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.etlbed.junit.Etl;
import io.etlbed.junit.EtlCluster;
import io.etlbed.junit.EtlTest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs in a JVM of its own: one session of JUnit with many classes, one after the other; prints {@code name=milliseconds} lines. */
final class JUnitProbe implements TestExecutionListener {

    static final String SHARED =
            "a class of tests starts → its first transform, by an ETL that another class has declared";
    static final String NEW = "`cluster.init(…)` of a folder with a server, three targets";

    private static final String FOLDER = "etlbed.bench.folder";
    private static final String SERVER = """
            import os
            from http.server import BaseHTTPRequestHandler, HTTPServer

            class Upper(BaseHTTPRequestHandler):
                def do_GET(self):
                    self.reply(b'ready')

                def do_POST(self):
                    self.reply(self.rfile.read(int(self.headers['Content-Length'])).upper())

                def reply(self, body):
                    self.send_response(200)
                    self.send_header('Content-Length', str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)

            HTTPServer(('', int(os.environ['PORT'])), Upper).serve_forever()
            """;
    private static final AtomicLong RESULT = new AtomicLong();

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private long classStarted;

    private JUnitProbe() {}

    /** {@code args}: an empty folder, how many rounds. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        System.setProperty(FOLDER, folder.toString());
        server(folder.resolve("shared"), "shared");
        JUnitProbe probe = new JUnitProbe();
        try (LauncherSession session = LauncherFactory.openSession()) {
            for (int round = 0; round <= Integer.parseInt(args[1]); round++) {
                server(folder.resolve("new"), "round " + round);
                probe.run(session, SharedEtl.class, SHARED, round > 0);
                probe.run(session, NewEtl.class, NEW, round > 0);
            }
        }
    }

    private static void server(Path folder, String remark) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("server.py"), "# " + remark + "\n" + SERVER);
    }

    private void run(LauncherSession session, Class<?> tests, String what, boolean counts) {
        session.getLauncher()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(tests))
                                .build(),
                        this);
        if (counts) {
            long nanos = what.equals(SHARED) ? RESULT.get() - classStarted : RESULT.get();
            out.printf("%s=%.3f%n", what, nanos / 1e6);
        }
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.isContainer()) {
            classStarted = System.nanoTime();
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        result.getThrowable().ifPresent(failure -> {
            throw new IllegalStateException("what was to be timed has failed", failure);
        });
    }

    private static Path folder(String name) {
        return Path.of(System.getProperty(FOLDER), name);
    }

    /** One test that finds its ETL serving. */
    @EtlTest
    static final class SharedEtl {

        @Test
        void transforms(EtlCluster cluster) {
            if (!cluster.share(transformer(folder("shared")))
                    .transform("meow")
                    .text()
                    .equals("MEOW")) {
                throw new IllegalStateException("not transformed");
            }
            RESULT.set(System.nanoTime());
        }
    }

    /** One test that brings a transformer that nobody has seen. */
    @EtlTest
    static final class NewEtl {

        @Test
        void starts(EtlCluster cluster) {
            long began = System.nanoTime();
            Etl etl = cluster.init(transformer(folder("new")));
            RESULT.set(System.nanoTime() - began);
            if (!etl.transform("meow").text().equals("MEOW")) {
                throw new IllegalStateException("not transformed");
            }
        }
    }
}
