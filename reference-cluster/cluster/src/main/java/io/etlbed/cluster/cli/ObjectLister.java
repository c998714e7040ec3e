package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.ObjectEntry;
import org.jspecify.annotations.Nullable;

/** Prints a bucket's list while it arrives, however long it is. */
final class ObjectLister {

    private static final int PART = 1000;

    private final Session session;
    private final @Nullable JsonArray array;
    private final Table table = new Table("NAME", "SIZE");

    ObjectLister(Session session, boolean json) {
        this.session = session;
        this.array = json ? new JsonArray(session.out()) : null;
    }

    void accept(ObjectEntry entry) {
        if (array != null) {
            array.object().text("name", entry.name()).number("size", entry.size());
            return;
        }
        table.row(session.shown(entry.name()), Sizes.text(entry.size()));
        if (table.waiting() >= PART) {
            table.print(session.out());
            session.checkOutput();
        }
    }

    void end() {
        if (array != null) {
            array.close();
        } else {
            table.print(session.out());
        }
    }
}
