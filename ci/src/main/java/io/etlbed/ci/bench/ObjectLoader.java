package io.etlbed.ci.bench;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.control.Placement;
import io.etlbed.cluster.wire.ObjectName;
import io.etlbed.cluster.wire.Smap;
import io.etlbed.cluster.wire.Snode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Fills a bucket with many objects, fast: each goes to the target that owns it, over connections that are kept, several on the way
 * at once. So the time is the cluster's, not the client's.
 */
final class ObjectLoader {

    private static final int THREADS = 4;
    private static final int ON_THE_WAY = 16;

    private final URI proxy;
    private final String bucket;

    ObjectLoader(URI proxy, String bucket) {
        this.proxy = proxy;
        this.bucket = bucket;
    }

    /** Makes the bucket and the objects 0 to {@code count - 1}. */
    void fill(int count, IntFunction<String> name, IntFunction<byte[]> content)
            throws IOException, InterruptedException {
        try (AisClient ais = AisClient.of(proxy)) {
            ais.buckets().create(bucket);
        }
        Smap map = CurrentMap.of(proxy);
        Placement placement = new Placement(map.holders());
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int part = 0; part < THREADS; part++) {
                int first = part;
                parts.add(threads.submit(() -> {
                    try (Lanes lanes = new Lanes()) {
                        for (int i = first; i < count; i += THREADS) {
                            String owner = placement.owner(new ObjectName(bucket, name.apply(i)));
                            lanes.to(map.tmap().get(owner)).put(name.apply(i), content.apply(i));
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("cannot fill ais://" + bucket + ": " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** A thread's connections, one to each target. */
    private final class Lanes implements AutoCloseable {

        private final Map<String, Lane> lanes = new HashMap<>();

        Lane to(Snode target) throws IOException {
            Lane lane = lanes.get(target.daemon_id());
            if (lane == null) {
                lane = new Lane(URI.create(target.url()));
                lanes.put(target.daemon_id(), lane);
            }
            return lane;
        }

        /** Waits for what is on the way. */
        @Override
        public void close() throws IOException {
            for (Lane lane : lanes.values()) {
                lane.close();
            }
        }
    }

    private final class Lane implements AutoCloseable {

        private final Socket socket;
        private final InputStream answers;
        private int waiting;

        Lane(URI target) throws IOException {
            socket = new Socket(target.getHost(), target.getPort());
            socket.setTcpNoDelay(true);
            answers = new BufferedInputStream(socket.getInputStream());
        }

        void put(String name, byte[] content) throws IOException {
            byte[] head = ("PUT /v1/objects/" + bucket + "/" + name + "?utm=1&pid=bench HTTP/1.1\r\nHost: "
                            + proxy.getAuthority() + "\r\nContent-Length: " + content.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            byte[] request = new byte[head.length + content.length];
            System.arraycopy(head, 0, request, 0, head.length);
            System.arraycopy(content, 0, request, head.length, content.length);
            socket.getOutputStream().write(request);
            if (++waiting == ON_THE_WAY) {
                answer();
            }
        }

        /** Reads the head of an answer, which has no body where all is well. */
        private void answer() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
                int next = answers.read();
                if (next < 0) {
                    throw new IOException("the target closed the connection");
                }
                head.append((char) next);
            }
            if (!head.toString().startsWith("HTTP/1.1 200")) {
                throw new IOException("an object was refused: " + head);
            }
            waiting--;
        }

        @Override
        public void close() throws IOException {
            try (socket) {
                while (waiting > 0) {
                    answer();
                }
            }
        }
    }
}
