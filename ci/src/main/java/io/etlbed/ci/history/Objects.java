package io.etlbed.ci.history;

import io.etlbed.ci.history.Operation.Action;
import io.etlbed.ci.history.Operation.Outcome;
import io.etlbed.ci.history.Values.WrongBytesException;
import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRead;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.cluster.wire.AisException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.util.function.UnaryOperator;

/** Operations of one client on the objects of a bucket, each of them recorded with all that is known of what it has come to. */
final class Objects {

    private static final int NOT_FOUND = 404;
    private static final int BAD_REQUEST = 400;
    private static final int UNAVAILABLE = 503;

    private final int client;
    private final String bucket;
    private final Values values;
    private final Recorder recorder;
    private final Transform transform;

    /**
     * An ETL, and how its answers are read.
     *
     * @param id empty for none
     * @param original makes of its answer the object that it was made of
     */
    record Transform(String id, UnaryOperator<byte[]> original) {

        static final Transform NONE = new Transform("", UnaryOperator.identity());
    }

    Objects(int client, String bucket, Values values, Recorder recorder, Transform transform) {
        this.client = client;
        this.bucket = bucket;
        this.values = values;
        this.recorder = recorder;
        this.transform = transform;
    }

    /** One call of the cluster, and how its failures are to be understood. */
    private interface Call {
        /** @return the value that was read, or put */
        long make() throws IOException, InterruptedException, WrongBytesException;
    }

    Outcome put(AisClient ais, String key, long number) throws InterruptedException {
        byte[] bytes = values.bytes(key, number);
        return record(Action.PUT, key, number, () -> {
            ais.objects().put(new ObjectRef(bucket, key), ObjectBody.of(bytes));
            return number;
        });
    }

    Outcome delete(AisClient ais, String key) throws InterruptedException {
        return record(Action.DELETE, key, Operation.ABSENT, () -> {
            ais.objects().delete(new ObjectRef(bucket, key));
            return Operation.ABSENT;
        });
    }

    Outcome get(AisClient ais, String key) throws InterruptedException {
        return record(Action.GET, key, Operation.ABSENT, () -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ais.objects().get(ObjectRead.of(new ObjectRef(bucket, key)), bytes);
            return values.number(key, bytes.toByteArray());
        });
    }

    Outcome transform(AisClient ais, String key) throws InterruptedException {
        return record(Action.TRANSFORM, key, Operation.ABSENT, () -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ais.objects().get(ObjectRead.of(new ObjectRef(bucket, key)).through(transform.id()), bytes);
            return values.number(key, transform.original().apply(bytes.toByteArray()));
        });
    }

    private Outcome record(Action action, String key, long number, Call call) throws InterruptedException {
        long called = recorder.now();
        long value = number;
        Outcome outcome;
        String note = "";
        try {
            value = call.make();
            outcome = Outcome.DONE;
        } catch (WrongBytesException e) {
            outcome = Outcome.WRONG;
            note = String.valueOf(e.getMessage());
        } catch (AisException e) {
            outcome = outcome(action, e);
            note = e.status() + " " + e.getMessage();
        } catch (IOException e) {
            outcome = action == Action.PUT || action == Action.DELETE
                    ? unreached(e) ? Outcome.REFUSED : Outcome.UNKNOWN
                    : Outcome.REFUSED;
            note = String.valueOf(e.getMessage());
        }
        recorder.add(new Operation(client, key, action, value, called, recorder.now(), outcome, note));
        return outcome;
    }

    private Outcome outcome(Action action, AisException error) {
        boolean noSuchObject = error.status() == NOT_FOUND
                && String.valueOf(error.getMessage()).contains("object ais://" + bucket + "/");
        if (noSuchObject && action != Action.PUT) {
            return Outcome.MISSED;
        }
        boolean change = action == Action.PUT || action == Action.DELETE;
        boolean ofPod = action == Action.TRANSFORM && (error.status() == BAD_REQUEST || error.status() == NOT_FOUND);
        if (error.status() != UNAVAILABLE && !ofPod) {
            recorder.odd(action + " was answered " + error.status() + " " + error.getMessage());
        }
        // A node that says why it does not do a thing has not done it; one that has failed may have.
        return change && error.status() >= 500 && error.status() != UNAVAILABLE ? Outcome.UNKNOWN : Outcome.REFUSED;
    }

    /** Whether nobody can have heard of it. */
    private static boolean unreached(Throwable problem) {
        for (Throwable each = problem; each != null; each = each.getCause()) {
            if (each instanceof ConnectException || each instanceof HttpConnectTimeoutException) {
                return true;
            }
        }
        return false;
    }
}
