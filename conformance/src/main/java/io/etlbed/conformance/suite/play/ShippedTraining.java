package io.etlbed.conformance.suite.play;

import io.etlbed.conformance.ConformanceException;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.CheckSkipped;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.check.WorkFolder;
import io.etlbed.playbooks.Playbooks;
import io.etlbed.playbooks.SampleShape;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * PLAY-04 as users do it: the playbook of the PyTorch training, on a few pictures that are made up. torch takes gigabytes: it
 * is installed for this check only if {@value #VARIABLE} says 1, and used where it is.
 */
final class ShippedTraining implements Check {

    private static final String PLAYBOOK = "pytorch-training";
    private static final String VARIABLE = "ETLBED_TORCH";
    private static final SampleShape FEW = new SampleShape(200, 40, 64);

    @Override
    public String name() {
        return "plays-the-shipped-pytorch-training-playbook";
    }

    @Override
    public Set<String> proves() {
        return Set.of("PLAY-04", "PLAY-05");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROCESSES);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String wish = System.getenv().getOrDefault(VARIABLE, "");
        if (wish.equals("0") || (!wish.equals("1") && !Playbooks.isInstalled(PLAYBOOK))) {
            throw new CheckSkipped(CheckSkipped.HOST_LACKS + "torch for it, which takes 2 GB: " + VARIABLE
                    + "=1, or a run of the playbook " + PLAYBOOK + ", installs it");
        }
        Map<String, String> variables = Map.of(
                "ETL", session.newId(), "VAL_ETL", session.newId(), "BUCKET", session.newBucketName(), "EPOCHS", "8");
        try (WorkFolder work = WorkFolder.fresh()) {
            ShippedPlaybook.play(
                    PLAYBOOK,
                    session,
                    MadePhotos.in(work.path(), session.random(), FEW),
                    work.path().resolve("steps"),
                    variables);
        } catch (IOException e) {
            throw new ConformanceException("no pictures to play the playbook on: " + e.getMessage(), e);
        }
    }
}
