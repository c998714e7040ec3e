package io.etlbed.simulator.embedded.kinds;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventSource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every kind of object that the embedded cluster has. */
public final class Kinds {

    private static final Kind<ConfigMap> CONFIG_MAP = new Kind<>(
            ConfigMap.class,
            NameRule.DNS_SUBDOMAIN,
            List.of("cm"),
            List.of(),
            new ConfigMapRules(),
            List.of(
                    Columns.name(),
                    Column.number("Data", map -> size(map.getData()) + size(map.getBinaryData())),
                    Columns.age()),
            Map.of());

    private static final Kind<Endpoints> ENDPOINTS = new Kind<>(
            Endpoints.class,
            NameRule.DNS_SUBDOMAIN,
            List.of("ep"),
            List.of(),
            Rules.none(),
            EndpointsColumns.all(),
            Map.of());

    private static final Kind<EndpointSlice> ENDPOINT_SLICE = new Kind<>(
            EndpointSlice.class,
            NameRule.DNS_SUBDOMAIN,
            List.of(),
            List.of(),
            Rules.none(),
            EndpointSliceColumns.all(),
            Map.of());

    private static final Kind<Event> EVENT = new Kind<>(
            Event.class,
            NameRule.DNS_SUBDOMAIN,
            List.of("ev"),
            List.of(),
            Rules.none(),
            EventColumns.all(),
            eventFields());

    private static final Kind<Lease> LEASE = new Kind<>(
            Lease.class,
            NameRule.DNS_SUBDOMAIN,
            List.of(),
            List.of(),
            new LeaseRules(),
            List.of(
                    Columns.name(),
                    Column.of(
                            "Holder",
                            lease -> text(
                                    lease.getSpec() == null
                                            ? null
                                            : lease.getSpec().getHolderIdentity())),
                    Columns.age()),
            Map.of());

    private static final Kind<Namespace> NAMESPACE = new Kind<>(
            Namespace.class,
            NameRule.DNS_LABEL,
            List.of("ns"),
            List.of("status", "finalize"),
            new NamespaceRules(),
            List.of(
                    Columns.name(),
                    Column.of(
                            "Status",
                            each -> text(
                                    each.getStatus() == null
                                            ? null
                                            : each.getStatus().getPhase())),
                    Columns.age()),
            Map.of(
                    "status.phase",
                    each -> text(
                            each.getStatus() == null ? null : each.getStatus().getPhase())));

    private static final Kind<Node> NODE = new Kind<>(
            Node.class,
            NameRule.DNS_SUBDOMAIN,
            List.of("no"),
            List.of("status"),
            Rules.none(),
            NodeColumns.all(),
            Map.of(
                    "spec.unschedulable",
                    node -> Boolean.toString(node.getSpec() != null
                            && Boolean.TRUE.equals(node.getSpec().getUnschedulable()))));

    private static final Kind<Pod> POD = new Kind<>(
            Pod.class,
            NameRule.DNS_SUBDOMAIN,
            List.of("po"),
            List.of("attach", "binding", "eviction", "exec", "log", "portforward", "status"),
            new PodRules(),
            PodColumns.all(),
            podFields());

    private static final Kind<Secret> SECRET = new Kind<>(
            Secret.class,
            NameRule.DNS_SUBDOMAIN,
            List.of(),
            List.of(),
            new SecretRules(),
            List.of(
                    Columns.name(),
                    Column.of("Type", Secret::getType),
                    Column.number("Data", secret -> size(secret.getData())),
                    Columns.age()),
            Map.of("type", secret -> text(secret.getType())));

    private static final Kind<ServiceAccount> SERVICE_ACCOUNT = new Kind<>(
            ServiceAccount.class,
            NameRule.DNS_SUBDOMAIN,
            List.of("sa"),
            List.of("token"),
            Rules.none(),
            List.of(
                    Columns.name(),
                    Column.number("Secrets", account -> account.getSecrets().size()),
                    Columns.age()),
            Map.of());

    private static final Kind<Service> SERVICE = new Kind<>(
            Service.class,
            NameRule.DNS_1035_LABEL,
            List.of("svc"),
            List.of("status"),
            new ServiceRules(),
            ServiceColumns.all(),
            Map.of(
                    "spec.clusterIP", service -> text(service.getSpec().getClusterIP()),
                    "spec.type", service -> text(service.getSpec().getType())));

    private static final List<Kind<?>> ALL = List.of(
            CONFIG_MAP,
            ENDPOINTS,
            ENDPOINT_SLICE,
            EVENT,
            LEASE,
            NAMESPACE,
            NODE,
            POD,
            SECRET,
            SERVICE_ACCOUNT,
            SERVICE);

    private static final Map<String, List<Kind<?>>> BY_VERSION =
            ALL.stream().collect(Collectors.groupingBy(Kind::apiVersion, LinkedHashMap::new, Collectors.toList()));

    /** Each request asks, and fabric8 works a plural out anew each time. */
    private static final Map<String, Kind<?>> BY_PLURAL =
            ALL.stream().collect(Collectors.toMap(kind -> kind.apiVersion() + "/" + kind.plural(), kind -> kind));

    private Kinds() {}

    /** All of them, by the alphabet. */
    public static List<Kind<?>> all() {
        return ALL;
    }

    public static Kind<Node> nodes() {
        return NODE;
    }

    public static Kind<Pod> pods() {
        return POD;
    }

    /** Which API versions there are, the core group's first. */
    public static Set<String> apiVersions() {
        return BY_VERSION.keySet();
    }

    /** Those of an API version, such as {@code v1}. */
    public static List<Kind<?>> of(String apiVersion) {
        return BY_VERSION.getOrDefault(apiVersion, List.of());
    }

    /** The one of that API version and plural, such as {@code v1} and {@code pods}. */
    public static Optional<Kind<?>> byPlural(String apiVersion, String plural) {
        return Optional.ofNullable(BY_PLURAL.get(apiVersion + "/" + plural));
    }

    private static Map<String, Function<Pod, String>> podFields() {
        return Map.of(
                "spec.nodeName", pod -> text(pod.getSpec().getNodeName()),
                "spec.restartPolicy", pod -> text(pod.getSpec().getRestartPolicy()),
                "spec.schedulerName", pod -> text(pod.getSpec().getSchedulerName()),
                "spec.serviceAccountName", pod -> text(pod.getSpec().getServiceAccountName()),
                "spec.hostNetwork",
                        pod -> Boolean.toString(
                                Boolean.TRUE.equals(pod.getSpec().getHostNetwork())),
                "status.phase", pod -> text(PodColumns.status(pod).getPhase()),
                "status.podIP", pod -> text(PodColumns.status(pod).getPodIP()),
                "status.nominatedNodeName", pod -> text(PodColumns.status(pod).getNominatedNodeName()));
    }

    private static Map<String, Function<Event, String>> eventFields() {
        Map<String, Function<Event, String>> fields = new TreeMap<>();
        fields.put("involvedObject.apiVersion", event -> text(involved(event).getApiVersion()));
        fields.put("involvedObject.fieldPath", event -> text(involved(event).getFieldPath()));
        fields.put("involvedObject.kind", event -> text(involved(event).getKind()));
        fields.put("involvedObject.name", event -> text(involved(event).getName()));
        fields.put("involvedObject.namespace", event -> text(involved(event).getNamespace()));
        fields.put(
                "involvedObject.resourceVersion", event -> text(involved(event).getResourceVersion()));
        fields.put("involvedObject.uid", event -> text(involved(event).getUid()));
        fields.put("reason", event -> text(event.getReason()));
        fields.put("reportingComponent", event -> text(event.getReportingComponent()));
        fields.put("source", event -> text(source(event).getComponent()));
        fields.put("type", event -> text(event.getType()));
        return fields;
    }

    private static ObjectReference involved(Event event) {
        return event.getInvolvedObject() == null ? new ObjectReference() : event.getInvolvedObject();
    }

    private static EventSource source(Event event) {
        return event.getSource() == null ? new EventSource() : event.getSource();
    }

    private static int size(@Nullable Map<?, ?> map) {
        return map == null ? 0 : map.size();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
