package io.etlbed.conformance.suite.code;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.CheckSkipped;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.PythonCode;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import io.etlbed.conformance.http.Printable;
import java.util.Set;
import java.util.regex.Pattern;

/** CODE-02: dependencies in pip's format, with what belongs to it, are there where the function runs. */
final class InstallsDependencies implements Check {

    private static final String DEPENDENCIES = """
            # A remark, a version, and a package that is for another Python.
            six == 1.16.0; python_version >= "3"
            colorama; python_version < "3"
            """;

    private static final String CODE = """
            import six

            try:
                import colorama
            except ImportError:
                colorama = None

            def transform(input_bytes):
                return ("six %s, colorama %s" % (six.__version__, colorama)).encode()
            """;

    /** So pip says that it reaches no index. */
    private static final Pattern UNREACHABLE = Pattern.compile(
            "name resolution|not known|NewConnectionError|ConnectTimeout|unreachable|Connection refused|Max retries"
                    + "|ProxyError|SSLError|no-index");

    @Override
    public String name() {
        return "installs-dependencies";
    }

    @Override
    public Set<String> proves() {
        return Set.of("CODE-02");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROCESSES);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String etl = session.newId();
        Exchange init = PythonCode.expectInterpreter(session.cluster()
                .init(PythonCode.message(CODE, PythonCode.RUNTIME)
                        .put("id", etl)
                        .put("dependencies", PythonCode.base64(DEPENDENCIES))));
        String told = Expect.message(init).orElse("");
        if (init.status() >= 400 && UNREACHABLE.matcher(told).find()) {
            throw new CheckSkipped(CheckSkipped.HOST_LACKS + "package index: " + Printable.oneLine(told, 500));
        }
        Expect.status(init, 200, "init of code that depends on the package six");
        String bucket = session.newBucket();
        session.put(bucket, "an-object", Payload.of("x"));
        Exchange answer = session.cluster().transform(bucket, "an-object", etl);
        Expect.status(answer, 200, "what a function answers that depends on the package six");
        Expect.that(answer.text().startsWith("six 1.16.0,"), answer, "the package six in version 1.16.0");
        Expect.that(answer.text().endsWith("colorama None"), answer, "no package that is for another Python");
    }
}
