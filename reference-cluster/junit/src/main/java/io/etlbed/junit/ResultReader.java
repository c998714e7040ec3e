package io.etlbed.junit;

import io.etlbed.cluster.client.ObjectContent;
import io.etlbed.cluster.client.ObjectRead;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.cluster.wire.AisException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads objects through ETLs, and takes every answer for a result. */
final class ResultReader {

    private ResultReader() {}

    /** @param what the object for people */
    static EtlResult read(Workspace workspace, String etl, ObjectRef object, String what) {
        long began = System.nanoTime();
        return Unchecked.call(what + " cannot be read through " + etl, () -> {
            try (ObjectContent content =
                    workspace.client().objects().open(ObjectRead.of(object).through(etl))) {
                Spool bytes = Spool.of(content.stream(), workspace::file);
                Optional<String> error =
                        bytes.breakOff().map(why -> "the answer broke off after " + bytes.size() + " bytes: " + why);
                return result(what, etl, content.status(), content.headers(), bytes, error, began);
            } catch (AisException refusal) {
                Optional<String> error = Optional.of(String.valueOf(refusal.getMessage()));
                return result(what, etl, refusal.status(), Map.of(), Spool.EMPTY, error, began);
            }
        });
    }

    private static EtlResult result(
            String what,
            String etl,
            int status,
            Map<String, List<String>> headers,
            Spool bytes,
            Optional<String> error,
            long began) {
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return new EtlResult(what, etl, status, headers, bytes, error, took);
    }
}
