package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.kinds.Kinds;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The group {@code metrics.k8s.io}: what pods use, and each node's pods together. For {@code kubectl top} and clients. */
final class MetricsRoutes {

    static final String GROUP = "metrics.k8s.io";
    static final String VERSION = GROUP + "/v1beta1";
    static final String ROOT = "/apis/" + VERSION;

    static final GroupVersion GROUP_VERSION = new GroupVersion(
            GROUP, "v1beta1", List.of(resource("nodes", "NodeMetrics", false), resource("pods", "PodMetrics", true)));

    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int KIB = 1024;

    private final ObjectStore store;
    private final MetricsSampler sampler;
    private final Clock clock;

    MetricsRoutes(ObjectStore store, MetricsSampler sampler, Clock clock) {
        this.store = store;
        this.sampler = sampler;
        this.clock = clock;
    }

    void register(RoutesConfig routes) {
        routes.get(ROOT + "/pods", ctx -> pods(ctx, null));
        routes.get(ROOT + "/namespaces/{namespace}/pods", ctx -> pods(ctx, ctx.pathParam("namespace")));
        routes.get(ROOT + "/namespaces/{namespace}/pods/{name}", this::pod);
        routes.get(ROOT + "/nodes", this::nodes);
        routes.get(ROOT + "/nodes/{name}", this::node);
    }

    private void pods(Context ctx, @Nullable String namespace) throws InterruptedException {
        Predicate<Pod> selection = Query.of(ctx.queryParamMap()).selection(Kinds.pods());
        List<Pod> pods = store.of(Pod.class).list(namespace, selection).items();
        List<Object> items = new ArrayList<>();
        sampler.measure(pods).forEach(metrics -> items.add(podMetrics(metrics)));
        answer(ctx, list("PodMetricsList", items));
    }

    private void pod(Context ctx) throws InterruptedException {
        String name = ctx.pathParam("name");
        Pod pod = store.of(Pod.class).require(ctx.pathParam("namespace"), name);
        List<PodMetrics> metrics = sampler.measure(List.of(pod));
        if (metrics.isEmpty()) {
            throw ApiStatusException.notFound("pods." + GROUP, name);
        }
        answer(ctx, podMetrics(metrics.get(0)));
    }

    private void nodes(Context ctx) throws InterruptedException {
        Predicate<Node> selection = Query.of(ctx.queryParamMap()).selection(Kinds.nodes());
        List<PodMetrics> all = sampler.measure(store.of(Pod.class).list(null).items());
        List<Object> items = new ArrayList<>();
        for (Node node : store.of(Node.class).list(null, selection).items()) {
            items.add(nodeMetrics(node, all));
        }
        answer(ctx, list("NodeMetricsList", items));
    }

    private void node(Context ctx) throws InterruptedException {
        Node node = store.of(Node.class).require(null, ctx.pathParam("name"));
        String name = node.getMetadata().getName();
        List<Pod> own = store.of(Pod.class)
                .list(null, pod -> name.equals(pod.getSpec().getNodeName()))
                .items();
        answer(ctx, nodeMetrics(node, sampler.measure(own)));
    }

    private Map<String, Object> podMetrics(PodMetrics metrics) {
        Map<String, Object> shown = head("PodMetrics", metrics.pod(), metrics.windowNanos());
        List<Object> containers = new ArrayList<>();
        for (PodMetrics.Rate rate : metrics.containers()) {
            containers.add(Map.of("name", rate.container(), "usage", usage(rate.nanocores(), rate.memoryBytes())));
        }
        shown.put("containers", containers);
        return shown;
    }

    /** A node is no machine of its own: it uses what its pods use. */
    private Map<String, Object> nodeMetrics(Node node, List<PodMetrics> all) {
        List<PodMetrics> own = all.stream()
                .filter(each -> Objects.equals(
                        each.pod().getSpec().getNodeName(), node.getMetadata().getName()))
                .toList();
        long window = own.stream().mapToLong(PodMetrics::windowNanos).max().orElse(0);
        Map<String, Object> shown = head("NodeMetrics", node, window);
        shown.put(
                "usage",
                usage(
                        own.stream().mapToLong(PodMetrics::nanocores).sum(),
                        own.stream().mapToLong(PodMetrics::memoryBytes).sum()));
        return shown;
    }

    private Map<String, Object> head(String kind, HasMetadata of, long windowNanos) {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setName(of.getMetadata().getName());
        metadata.setNamespace(of.getMetadata().getNamespace());
        metadata.setLabels(of.getMetadata().getLabels());
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        metadata.setCreationTimestamp(now);
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("kind", kind);
        head.put("apiVersion", VERSION);
        head.put("metadata", metadata);
        head.put("timestamp", now);
        // Whole units: not every client reads "1.5s".
        head.put("window", windowNanos / NANOS_PER_MILLI + "ms");
        return head;
    }

    private static Map<String, Object> usage(long nanocores, long memoryBytes) {
        return Map.of("cpu", nanocores + "n", "memory", memoryBytes / KIB + "Ki");
    }

    private static Map<String, Object> list(String kind, List<Object> items) {
        return Map.of("kind", kind, "apiVersion", VERSION, "metadata", Map.of(), "items", items);
    }

    private static APIResource resource(String plural, String kind, boolean namespaced) {
        return new APIResourceBuilder()
                .withName(plural)
                .withSingularName("")
                .withKind(kind)
                .withNamespaced(namespaced)
                .withVerbs("get", "list")
                .build();
    }

    private static void answer(Context ctx, Object body) {
        ctx.status(200).contentType(Views.JSON).result(Json.write(body));
    }
}
