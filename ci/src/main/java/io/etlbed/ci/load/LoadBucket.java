package io.etlbed.ci.load;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.wire.Names;
import java.io.IOException;
import java.net.URI;

/** A bucket with a generated name that goes with all its objects, also when whoever has made it is interrupted. */
final class LoadBucket implements AutoCloseable {

    private static final String PREFIX = "etlbed-load-";
    private static final int ID_LENGTH = 10;

    private final URI endpoint;
    private final String name = PREFIX + Names.freshId(ID_LENGTH);

    private LoadBucket(URI endpoint) {
        this.endpoint = endpoint;
    }

    static LoadBucket create(URI endpoint) throws IOException, InterruptedException {
        LoadBucket bucket = new LoadBucket(endpoint);
        try (AisClient ais = AisClient.of(endpoint)) {
            ais.buckets().create(bucket.name);
        } catch (InterruptedException e) {
            // It may be there by now.
            bucket.close();
            throw e;
        }
        return bucket;
    }

    String name() {
        return name;
    }

    /** @throws IOException if it may still be there; the message names it */
    @Override
    public void close() throws IOException {
        boolean interrupted = Thread.interrupted();
        try (AisClient ais = AisClient.of(endpoint)) {
            ais.buckets().destroy(name);
        } catch (InterruptedException e) {
            interrupted = true;
            throw new IOException("interrupted twice: the bucket ais://" + name + " stays on " + endpoint, e);
        } catch (IOException | RuntimeException e) {
            throw new IOException("the bucket ais://" + name + " stays on " + endpoint + ": " + e.getMessage(), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
