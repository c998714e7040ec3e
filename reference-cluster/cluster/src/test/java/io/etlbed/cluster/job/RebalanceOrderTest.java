package io.etlbed.cluster.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.data.Destination;
import io.etlbed.cluster.data.ObjectFile;
import io.etlbed.cluster.data.PodCall;
import io.etlbed.cluster.wire.UnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Orders of rebalance that come to a target sooner than the map that they are about. */
class RebalanceOrderTest {

    /** A target with one object, which is out of its place by the map of job g2 alone. */
    private static final class OneObject implements LocalObjects, MisplacedObjects {

        private volatile String job = "g1";
        private final Set<String> moved = ConcurrentHashMap.newKeySet();

        @Override
        public List<String> buckets() {
            return List.of("b");
        }

        @Override
        public List<Entry> list(String bucket, String prefix, String after, int most) {
            return after.isEmpty() && moved.isEmpty() ? List.of(new Entry("o", 1)) : List.of();
        }

        @Override
        public boolean owns(String bucket, String name) {
            return !job.equals("g2");
        }

        @Override
        public Optional<ObjectFile> open(String bucket, String name) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public Destination destination(String bucket, String name) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public boolean delete(String bucket, String name) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public Optional<PodCall> call(String etl, String bucket, String name) {
            throw new UnsupportedOperationException(etl);
        }

        @Override
        public CompletableFuture<Long> handOver(String bucket, String name) {
            moved.add(name);
            return CompletableFuture.completedFuture(1L);
        }

        @Override
        public void awaitWrites() {}

        @Override
        public String job() {
            return job;
        }
    }

    private static ControlRequest call(String method, String job) {
        return new ControlRequest(method, List.of("v1", "xactions", job), Map.of(), Map.of(), new byte[0], "");
    }

    @Test
    void one_is_not_done_before_the_map_is_known_by_which_objects_are_out_of_place() throws Exception {
        OneObject objects = new OneObject();
        @SuppressWarnings("NullAway") // it has no jobs that move objects by itself
        TargetJobs jobs = new TargetJobs(objects, objects, null);
        assertThatThrownBy(() -> jobs.handle(call("POST", "g2")))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("g2");
        objects.job = "g2";
        assertThat(jobs.handle(call("POST", "g2")).status()).isEqualTo(200);
        await().until(() -> objects.moved.contains("o"));
    }
}
