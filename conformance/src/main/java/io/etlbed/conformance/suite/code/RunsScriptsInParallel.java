package io.etlbed.conformance.suite.code;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Clients;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Mechanism;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.PythonCode;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import java.util.List;
import java.util.Set;

/** COMM-06: scripts run beside each other in one container: each waits there for the others. */
final class RunsScriptsInParallel implements Check {

    private static final int AT_ONCE = 4;

    @Override
    public String name() {
        return "runs-scripts-in-parallel";
    }

    @Override
    public Set<String> proves() {
        return Set.of("COMM-06");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROCESSES);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String etl = session.shared().code(Mechanism.IO);
        String bucket = session.newBucket();
        int seconds = (int) Math.min(20, session.lab().patience().toSeconds());
        session.put(bucket, "an-object", PythonCode.meeting(bucket, AT_ONCE, seconds));
        List<Exchange> answers;
        try (Clients clients = new Clients()) {
            answers = clients.askTogether(AT_ONCE, () -> session.cluster().transform(bucket, "an-object", etl));
        }
        for (Exchange answer : answers) {
            Expect.status(answer, 200, "what the script puts out");
            Expect.that(
                    answer.text().equals(AT_ONCE + "\n"),
                    answer,
                    answer.text().strip() + " scripts within " + seconds + " s",
                    AT_ONCE + " at once, as the objects were asked for");
        }
    }
}
