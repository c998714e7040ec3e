package io.etlbed.conformance.suite.play;

import io.etlbed.conformance.ConformanceException;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.check.WorkFolder;
import io.etlbed.playbooks.SampleShape;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** PLAY-02 and PLAY-03 as users do them: the playbooks of ImageNet, command by command, on pictures that are made up. */
final class ShippedImageNetPlaybook implements Check {

    private final String playbook;
    private final String requirement;
    private final List<String> buckets;

    /** @param buckets names of the playbook's variables for buckets */
    private ShippedImageNetPlaybook(String playbook, String requirement, List<String> buckets) {
        this.playbook = playbook;
        this.requirement = requirement;
        this.buckets = buckets;
    }

    static Check offline() {
        return new ShippedImageNetPlaybook("imagenet-offline", "PLAY-02", List.of("BUCKET", "NEW_BUCKET"));
    }

    static Check inline() {
        return new ShippedImageNetPlaybook("imagenet-inline", "PLAY-03", List.of("BUCKET"));
    }

    @Override
    public String name() {
        return "plays-the-shipped-" + playbook + "-playbook";
    }

    @Override
    public Set<String> proves() {
        return Set.of(requirement, "PLAY-05");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROCESSES);
    }

    @Override
    public int weight() {
        return 10;
    }

    @Override
    public void run(Session session) throws InterruptedException {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("ETL", session.newId());
        buckets.forEach(bucket -> variables.put(bucket, session.newBucketName()));
        try (WorkFolder work = WorkFolder.fresh()) {
            ShippedPlaybook.play(
                    playbook,
                    session,
                    MadePhotos.in(work.path(), session.random(), SampleShape.AS_THEY_ARE),
                    work.path().resolve("steps"),
                    variables);
        } catch (IOException e) {
            throw new ConformanceException("no pictures to play the playbook on: " + e.getMessage(), e);
        }
    }
}
