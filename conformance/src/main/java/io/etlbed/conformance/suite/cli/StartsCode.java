package io.etlbed.conformance.suite.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.PythonCode;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Digest;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.util.Set;

/** CLI-02: the documents' two lines of {@code ais etl init code}: by the standard input, and by a file for {@code io://}. */
final class StartsCode implements Check {

    private static final String DEPENDENCIES = "# Nothing beyond what Python brings.\n";

    @Override
    public String name() {
        return "ais-starts-code-of-a-file-and-of-the-standard-input";
    }

    @Override
    public Set<String> proves() {
        return Set.of("CLI-02");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.AIS, Need.PROCESSES);
    }

    @Override
    public int weight() {
        return 10;
    }

    @Override
    public void run(Session session) throws InterruptedException {
        Payload object = Payload.of("for a function, and for a script");
        String bucket = session.newBucket();
        session.put(bucket, "an-object", object);
        try (AisUser user = new AisUser(session)) {
            user.write("deps.txt", DEPENDENCIES);
            user.write("code.py", PythonCode.SCRIPT);

            String function = session.newId();
            Done piped = started(user.fed(
                    PythonCode.FUNCTION,
                    "etl",
                    "init",
                    "code",
                    "--name=" + function,
                    "--runtime=python3",
                    "--deps-file=deps.txt"));
            expectRuns(session, piped, function, PythonCode.FUNCTION, bucket, Digest.md5(object));

            String script = session.newId();
            Done named = started(user.ais(
                    "etl",
                    "init",
                    "code",
                    "--name",
                    script,
                    "--from-file",
                    "code.py",
                    "--deps-file",
                    "deps.txt",
                    "--runtime",
                    "python3",
                    "--comm-type",
                    "io://"));
            expectRuns(session, named, script, PythonCode.SCRIPT, bucket, Digest.md5(object));

            String refused = session.newId();
            user.ais("etl", "init", "code", "--name", refused, "--from-file", "code.py", "--runtime", "fortran77")
                    .refused("there is no such runtime", "runtime");
            user.ais("etl", "init", "code", "--name", refused, "--from-file", "code.py")
                    .refused("no runtime is named", "runtime");
            user.ais("etl", "init", "code", "--runtime", "python3", "--from-file", "code.py")
                    .refused("no name is given", "name");
        }
    }

    private static Done started(Done init) {
        if (init.shown().exit() != 0) {
            PythonCode.expectInterpreter(init.text());
        }
        return init.well("the ETL runs");
    }

    private static void expectRuns(Session session, Done init, String etl, String code, String bucket, String answer)
            throws InterruptedException {
        init.that(init.shown().out().contains(etl), "the ETL_ID " + etl);
        Exchange view = Expect.status(session.cluster().view(etl), 200, "what the ETL was started with");
        JsonNode message = Expect.json(view, JsonNode::isObject, "what the ETL was started with");
        init.that(isBase64(message, "code", code), "the code's own bytes sent to the cluster");
        init.that(isBase64(message, "dependencies", DEPENDENCIES), "the file of dependencies sent to the cluster");
        Exchange transformed = session.cluster().transform(bucket, "an-object", etl);
        Expect.status(transformed, 200, "a transform by the code that ais has started");
        init.that(
                transformed.text().strip().equals(answer),
                "code that answers the MD5 " + answer + "; it answered " + transformed.summary());
    }

    private static boolean isBase64(JsonNode message, String member, String text) {
        return message.path(member).asText().equals(PythonCode.base64(text));
    }
}
