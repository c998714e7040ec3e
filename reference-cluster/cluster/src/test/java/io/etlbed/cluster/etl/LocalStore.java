package io.etlbed.cluster.etl;

import io.etlbed.cluster.wire.EtlMd;
import io.etlbed.cluster.wire.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The ETLs of a cluster in memory, with all that was ever said of them. */
final class LocalStore implements EtlStore {

    final List<String> history = new ArrayList<>();
    private EtlMd current = EtlMd.NONE;
    private boolean closed;

    @Override
    public synchronized EtlMd current() {
        return current;
    }

    @Override
    public synchronized void change(UnaryOperator<EtlMd> change) {
        if (closed) {
            throw new UnavailableException("this proxy is not the primary any more", 1);
        }
        current = change.apply(current);
        current.etls().forEach((id, etl) -> history.add(id + " " + etl.stage()));
    }

    /** From now on another proxy is the primary. */
    synchronized void close(boolean deposed) {
        closed = deposed;
    }

    synchronized void put(String id, EtlMd.Etl etl) {
        current = current.with(id, etl);
    }
}
