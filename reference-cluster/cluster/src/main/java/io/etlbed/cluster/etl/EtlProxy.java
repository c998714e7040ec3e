package io.etlbed.cluster.etl;

import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import java.nio.file.Path;
import java.util.List;

/**
 * Answers {@code /v1/etl} on the primary proxy: checks what is asked for, keeps the ETLs of the cluster, and has the
 * targets start and stop them.
 */
public final class EtlProxy implements ControlHandler, AutoCloseable {

    private final InitReader reader;
    private final EtlRegistry registry;
    private final Fanout fanout;
    private final EtlLifecycle lifecycle;
    private final EtlViews views;

    /**
     * @param targets the targets that every init is broadcast to (LIFE-01)
     * @param folder where the ETLs that were initialised are kept; made if missing. What is found there comes back as
     *     stopped
     */
    public EtlProxy(Targets targets, Path folder, EtlSettings settings) {
        this.reader = new InitReader(settings, EtlTarget.NAMESPACE);
        this.registry = new EtlRegistry(new EtlFile(folder, reader));
        this.fanout = new Fanout(targets);
        this.lifecycle = new EtlLifecycle(registry, fanout);
        this.views = new EtlViews(registry, fanout);
    }

    @Override
    public ControlResponse handle(ControlRequest request) throws InterruptedException {
        EtlPath path = EtlPath.of(request);
        return switch (request.method()) {
            case "PUT" -> init(path, request.body());
            case "GET" -> view(path);
            case "POST" -> post(path);
            case "DELETE" -> delete(path);
            default -> EtlPath.methodNotAllowed(request);
        };
    }

    private ControlResponse init(EtlPath path, byte[] body) throws InterruptedException {
        path.expect(0);
        InitMessage message = reader.read(body);
        lifecycle.init(message);
        return ControlResponse.text(message.id());
    }

    private ControlResponse view(EtlPath path) throws InterruptedException {
        if (path.items().isEmpty()) {
            return views.list();
        }
        EtlJob job = registry.get(path.id());
        List<String> rest = path.items().subList(1, path.items().size());
        if (rest.isEmpty()) {
            return views.message(job);
        }
        return switch (rest.get(0)) {
            case "logs" -> views.logs(job, rest.subList(1, rest.size()));
            case "health" -> {
                path.expect(2);
                yield views.health(job);
            }
            default -> throw path.unknown();
        };
    }

    private ControlResponse post(EtlPath path) throws InterruptedException {
        path.expect(2);
        EtlJob job = registry.get(path.id());
        switch (path.items().get(1)) {
            case "start" -> {
                lifecycle.start(job);
                return ControlResponse.text(job.id());
            }
            case "stop" -> {
                lifecycle.stop(job);
                return ControlResponse.ok();
            }
            default -> throw path.unknown();
        }
    }

    private ControlResponse delete(EtlPath path) throws InterruptedException {
        if (path.items().size() == 2 && path.items().get(1).equals("stop")) {
            lifecycle.stop(registry.get(path.id()));
            return ControlResponse.ok();
        }
        path.expect(1);
        lifecycle.delete(registry.get(path.id()));
        return ControlResponse.ok();
    }

    /** Ends calls that are under way. What runs on the targets is theirs to stop. */
    @Override
    public void close() {
        fanout.close();
    }
}
