package io.etlbed.conformance.suite.spec;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.CheckFailed;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Refusals;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import java.util.Set;
import java.util.regex.Pattern;

/** SPEC-01: what does not parse is refused with line and column, what is another kind with the kind found. */
final class RefusesWhatIsNoPod implements Check {

    private static final Pattern LINE = Pattern.compile("\\bline\\W*(\\d+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern COLUMN = Pattern.compile("\\bcolumn\\W*\\d+", Pattern.CASE_INSENSITIVE);

    @Override
    public String name() {
        return "refuses-what-is-no-pod";
    }

    @Override
    public Set<String> proves() {
        return Set.of("SPEC-01");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        Refusals refusals = new Refusals(session);
        String right = session.md5Spec().text();
        unparsable(refusals, right + "  bad: [1, 2\n", "a bracket is not closed");
        unparsable(refusals, right.replace("kind: Pod", "kind: Pod\n\tname: x"), "a line begins with a tabulator");
        unparsable(refusals, "\"apiVersion", "a quotation mark is not closed");
        refusals.spec("", "the specification is empty");
        refusals.spec("just some words", "the specification is a text", "line");
        refusals.spec("- apiVersion: v1\n- kind: Pod\n", "the specification is a list", "line");
        refusals.spec(session.md5Spec().with("kind", "Service").text(), "the kind is Service", "Service");
        refusals.spec(session.md5Spec().without("kind").text(), "there is no kind", "kind");
        refusals.spec(
                session.md5Spec().with("apiVersion", "apps/v1").text(), "the apiVersion is apps/v1", "apiVersion");
        refusals.spec(session.md5Spec().without("apiVersion").text(), "there is no apiVersion", "apiVersion");
        refusals.spec(right + "---\n" + right, "there are two documents");
        refusals.spec(session.md5Spec().with("spec", "nothing").text(), "spec is a text", "spec");
        refusals.expectNothingLeft();
    }

    private static void unparsable(Refusals refusals, String yaml, String what) throws InterruptedException {
        Exchange answer = refusals.spec(yaml, what);
        String message = Expect.message(answer).orElse("");
        if (refusals.placed()
                && (!LINE.matcher(message).find() || !COLUMN.matcher(message).find())) {
            throw CheckFailed.at(answer, "a message with line and column, since " + what);
        }
    }
}
