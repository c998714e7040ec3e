package io.etlbed.ci.history;

import io.etlbed.cluster.NodeHandle;
import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.TargetCalls;
import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Changes of who holds objects. What begins here goes on while nodes are harmed, and is brought to its end when they are back. */
final class Moves {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 100;
    private static final String OVER = "over";

    private final Members members;
    private final Recorder recorder;
    private final int most;
    private final Deque<String> pausing = new ArrayDeque<>();
    /** Targets that were down while they were leaving: they may have left just before they came back, and so joined anew. */
    private final Set<String> returned = new HashSet<>();

    private final Deque<Leaving> leaving = new ArrayDeque<>();
    private final CountDownLatch never = new CountDownLatch(1);

    /** @param most targets that there are to be at a time */
    Moves(Members members, int most, Recorder recorder) {
        this.members = members;
        this.most = most;
        this.recorder = recorder;
    }

    /** @param job that moves its objects elsewhere */
    private record Leaving(String target, String job) {}

    /** A call about targets. */
    private interface Call<T> {
        T make(TargetCalls targets) throws IOException, InterruptedException;
    }

    /** Begins to empty a target. */
    void pause(NodeHandle target) throws InterruptedException {
        if (attempt("maintenance started", target.id(), targets -> targets.startMaintenance(target.id()))
                .isPresent()) {
            pausing.add(target.id());
        }
    }

    /** Begins to remove a target. */
    void leave(NodeHandle target) throws InterruptedException {
        attempt("decommission started", target.id(), targets -> targets.decommission(target.id()))
                .ifPresent(job -> leaving.add(new Leaving(target.id(), job)));
    }

    /** Adds a target where there are not that many. */
    void join() {
        if (members.targets().size() < most) {
            recorder.trouble("target added", members.add().id());
        }
    }

    /**
     * Whether a target that was killed is to return: not if it has left meanwhile, as it would join anew.
     */
    boolean returns(NodeHandle target) throws InterruptedException {
        if (leaving.stream().noneMatch(each -> each.target().equals(target.id()))) {
            return true;
        }
        boolean member = isMember(target.id());
        if (member) {
            returned.add(target.id());
        }
        return member;
    }

    /** Whether something has begun and not ended. */
    boolean underWay() {
        return !pausing.isEmpty() || !leaving.isEmpty();
    }

    /** Everybody is there: what has begun ends now. */
    void settle() throws InterruptedException, IOException {
        while (!pausing.isEmpty()) {
            String id = pausing.remove();
            insist("maintenance ended", id, targets -> targets.stopMaintenance(id));
        }
        while (!leaving.isEmpty()) {
            awaitGone(leaving.remove());
        }
    }

    private void awaitGone(Leaving one) throws InterruptedException, IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (isMember(one.target())) {
            if (System.nanoTime() > end) {
                throw new IOException("target " + one.target() + " has not left within " + PATIENCE.toSeconds()
                        + " s, every node being there; rebalance job " + one.job() + " is " + state(one.job()));
            }
            if (returned.contains(one.target()) && state(one.job()).equals(OVER)) {
                attempt("decommission repeated", one.target(), targets -> targets.decommission(one.target()))
                        .ifPresent(job -> returned.remove(one.target()));
            }
            never.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
        returned.remove(one.target());
        members.remove(one.target());
        recorder.trouble("target removed", one.target());
    }

    private String state(String job) throws InterruptedException {
        try (AisClient ais = client()) {
            return ais.targets().isOver(job) ? OVER : "running";
        } catch (IOException | AisException e) {
            return "failed: " + e.getMessage();
        }
    }

    private boolean isMember(String id) throws InterruptedException {
        try (AisClient ais = client()) {
            return ais.clusterMap().nodes().stream().anyMatch(node -> node.id().equals(id));
        } catch (IOException | AisException e) {
            return true;
        }
    }

    /** Empty where it is refused: jobs are running, or there is no primary. */
    private <T> Optional<T> attempt(String what, String target, Call<T> call) throws InterruptedException {
        try (AisClient ais = client()) {
            Optional<T> answer = Optional.of(call.make(ais.targets()));
            recorder.trouble(what, target);
            return answer;
        } catch (IOException | AisException e) {
            recorder.trouble("refused: " + what, target);
            return Optional.empty();
        }
    }

    private <T> void insist(String what, String target, Call<T> call) throws InterruptedException, IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (attempt(what, target, call).isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IOException("not within " + PATIENCE.toSeconds() + " s: " + what + " of target " + target);
            }
            never.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private AisClient client() {
        return members.proxies().stream()
                .filter(NodeHandle::isRunning)
                .findFirst()
                .map(proxy -> AisClient.of(proxy.url()))
                .orElseThrow();
    }
}
