package io.etlbed.simulator.embedded.apply;

import org.jspecify.annotations.Nullable;

/**
 * What one manager manages.
 *
 * @param time of its latest write that changed anything; null where nobody knows
 */
record Managed(Manager manager, FieldSet fields, @Nullable String time) {

    /** The same manager with other fields, written at the time where they are others. */
    Managed with(FieldSet now, String at) {
        return now.equals(fields) ? this : new Managed(manager, now, at);
    }

    /** The same manager with fewer fields, which is no write of its own. */
    Managed reducedTo(FieldSet now) {
        return new Managed(manager, now, time);
    }
}
