package io.etlbed.ci.load;

import java.io.IOException;
import java.io.Serial;

/** A call that went wrong, in a way that many calls may. */
final class LoadFailure extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String kind;

    /**
     * @param kind what is counted
     * @param example what was so this time
     */
    LoadFailure(String kind, String example) {
        super(example);
        this.kind = kind;
    }

    String kind() {
        return kind;
    }
}
