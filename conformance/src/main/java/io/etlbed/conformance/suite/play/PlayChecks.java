package io.etlbed.conformance.suite.play;

import io.etlbed.conformance.check.Check;
import java.util.List;

/** The checks of the group PLAY. */
public final class PlayChecks {

    private PlayChecks() {}

    public static List<Check> all() {
        return List.of(
                new Md5Playbook(),
                new ShippedMd5Playbook(),
                ShippedImageNetPlaybook.offline(),
                ShippedImageNetPlaybook.inline(),
                new ShippedTraining());
    }
}
