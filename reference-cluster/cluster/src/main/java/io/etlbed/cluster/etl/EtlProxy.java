package io.etlbed.cluster.etl;

import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.UnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code /v1/etl} on a proxy while it is the primary: checks what is asked for, keeps the ETLs of the cluster, and
 * has the targets start and stop them.
 */
public final class EtlProxy implements ControlHandler, EtlMembers, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EtlProxy.class);

    /** Within which a call waits until it is known what the targets run. */
    private static final long PATIENCE_SECONDS = 5;

    private final EtlStore store;
    private final InitReader reader;
    private final TargetsChange targetsChange;
    private final Fanout fanout;
    private final Latecomers latecomers = new Latecomers(System::nanoTime);
    private volatile Optional<Reign> reign = Optional.empty();

    /**
     * The ETLs during the time in which this proxy is the primary.
     *
     * @param term that began with it
     */
    private record Reign(
            long term,
            EtlRegistry registry,
            EtlLifecycle lifecycle,
            EtlViews views,
            EtlRecovery recovery,
            CountDownLatch recovered) {}

    /**
     * @param targets the targets that every init is broadcast to (LIFE-01)
     * @param store where the ETLs of the cluster are kept
     */
    public EtlProxy(Targets targets, EtlStore store, EtlSettings settings) {
        this.store = store;
        this.reader = new InitReader(settings, EtlTarget.NAMESPACE);
        this.targetsChange = settings.targetsChange();
        this.fanout = new Fanout(targets);
    }

    /** This proxy is the primary from now on: it finds out what the targets run of what is to run. */
    public void tookOver() {
        EtlRegistry registry = new EtlRegistry(store, reader);
        EtlLifecycle lifecycle = new EtlLifecycle(registry, fanout);
        EtlRecovery recovery = new EtlRecovery(registry, fanout, lifecycle);
        Reign next = new Reign(
                store.current().term(),
                registry,
                lifecycle,
                new EtlViews(registry, fanout),
                recovery,
                new CountDownLatch(1));
        latecomers.clear();
        begin(next);
        if (registry.all().isEmpty()) {
            next.recovered().countDown();
        } else {
            fanout.run(() -> recover(next));
        }
    }

    private synchronized void begin(Reign next) {
        reign = Optional.of(next);
        notifyAll();
    }

    private void recover(Reign now) {
        try {
            List<EtlRecovery.Running> running = now.recovery().settle();
            now.recovered().countDown();
            for (EtlRecovery.Running target : running) {
                latecomers.end(target.targetId(), now.recovery().bringInLine(target));
            }
        } catch (AisException e) {
            LOG.warn("the ETLs are not in order: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            now.recovered().countDown();
        }
    }

    /** A target has been started, or can be reached again: it is to run what the others do. */
    public void targetJoined(String targetId) {
        latecomers.add(targetId);
        round();
    }

    /** Tries again what is still to be done for targets that have joined. */
    public void round() {
        reign.ifPresent(now -> latecomers.begin().forEach(targetId -> bringInLine(now, targetId)));
    }

    private void bringInLine(Reign now, String targetId) {
        fanout.run(() -> {
            Latecomers.Standing standing = Latecomers.Standing.LACKING;
            try {
                now.recovered().await();
                standing = now.recovery().afterReturn(targetId);
            } catch (AisException e) {
                LOG.warn("the ETLs of target {} are not in order: {}", targetId, e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                latecomers.end(targetId, standing);
            }
        });
    }

    @Override
    public boolean isReady(String targetId) {
        return reign.isPresent() && latecomers.isReady(targetId);
    }

    @Override
    public void targetsChange(String why) throws InterruptedException {
        if (targetsChange == TargetsChange.STOP) {
            Reign now = reign();
            for (EtlJob job : now.registry().all()) {
                now.lifecycle().stopBecause(job, "the targets have changed: " + why);
            }
        }
    }

    @Override
    public void leaves(String targetId) throws InterruptedException {
        reign().recovery().stopAllOn(targetId);
    }

    private Reign reign() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        Optional<Reign> now = awaitPresent(end);
        if (now.isEmpty() || !now.get().recovered().await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            throw new UnavailableException("it is not known yet what the targets run; try again", 1);
        }
        return now.get();
    }

    /** The one of this term: what an earlier one knows is not so any more. */
    private synchronized Optional<Reign> awaitPresent(long end) throws InterruptedException {
        while (reign.isEmpty() || reign.get().term() != store.current().term()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return Optional.empty();
            }
            wait(left);
        }
        return reign;
    }

    @Override
    public ControlResponse handle(ControlRequest given) throws InterruptedException {
        ControlRequest request = Release38.later(given);
        EtlPath path = EtlPath.of(request);
        return switch (request.method()) {
            case "PUT" -> {
                path.expect(0);
                yield init(reader.read(request.body()));
            }
            case "GET" -> view(path);
            case "POST" -> post(path);
            case "DELETE" -> delete(path);
            default -> EtlPath.methodNotAllowed(request);
        };
    }

    private ControlResponse init(InitMessage message) throws InterruptedException {
        reign().lifecycle().init(message);
        return ControlResponse.text(message.id());
    }

    private ControlResponse view(EtlPath path) throws InterruptedException {
        Reign now = reign();
        if (path.items().isEmpty()) {
            return now.views().list();
        }
        EtlJob job = now.registry().get(path.id());
        List<String> rest = path.items().subList(1, path.items().size());
        if (rest.isEmpty()) {
            return now.views().message(job);
        }
        return switch (rest.get(0)) {
            case "logs" -> now.views().logs(job, rest.subList(1, rest.size()));
            case "health", "metrics" -> {
                path.expect(2);
                yield now.views().health(job);
            }
            default -> throw path.unknown();
        };
    }

    private ControlResponse post(EtlPath path) throws InterruptedException {
        path.expect(2);
        Reign now = reign();
        EtlJob job = now.registry().get(path.id());
        switch (path.items().get(1)) {
            case "start" -> {
                now.lifecycle().start(job);
                return ControlResponse.text(job.id());
            }
            case "stop" -> {
                now.lifecycle().stop(job);
                return ControlResponse.ok();
            }
            default -> throw path.unknown();
        }
    }

    private ControlResponse delete(EtlPath path) throws InterruptedException {
        Reign now = reign();
        if (path.items().size() == 2 && path.items().get(1).equals("stop")) {
            now.lifecycle().stop(now.registry().get(path.id()));
            return ControlResponse.ok();
        }
        path.expect(1);
        now.lifecycle().delete(now.registry().get(path.id()));
        return ControlResponse.ok();
    }

    /** Ends calls that are under way. What runs on the targets is theirs to stop. */
    @Override
    public void close() {
        fanout.close();
    }
}
