package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.Change;
import io.etlbed.simulator.embedded.store.ChangeListener;
import io.etlbed.simulator.embedded.store.FieldError;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.etlbed.simulator.embedded.store.Shelf;
import io.etlbed.simulator.embedded.store.Subscription;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Gives cluster addresses and node ports to services, and takes them back when a service no longer has them. */
final class ServiceAddresses implements Admission, ChangeListener<Service>, AutoCloseable {

    static final int FIRST_PORT = 30000;
    static final int LAST_PORT = 32767;

    private static final String NETWORK = "10.96.";
    private static final int ADDRESSES = 1 << 16;

    /** Left out: the network itself and the address of the service {@code kubernetes}. */
    private static final int RESERVED = 2;

    private final Shelf<Service> services;
    private final NodePorts ports;
    private final Subscription watch;

    // Guarded by this: who has what, by "namespace/name".
    private final Map<Integer, String> portOwners = new HashMap<>();
    private final Map<String, String> addressOwners = new HashMap<>();
    private int nextAddress = RESERVED;

    ServiceAddresses(ObjectStore store, NodePorts ports) {
        this.services = store.of(Service.class);
        this.ports = ports;
        this.watch = services.follow(this);
    }

    @Override
    public void creating(HasMetadata object) {
        assign(object);
    }

    @Override
    public void updating(HasMetadata object) {
        assign(object);
    }

    /** 422 if it asks for what somebody else has. */
    private synchronized void assign(HasMetadata object) {
        if (!(object instanceof Service service) || service.getSpec() == null) {
            return;
        }
        ServiceSpec spec = service.getSpec();
        if (!"ExternalName".equals(spec.getType())) {
            assignAddress(service, spec);
        }
        if ("NodePort".equals(spec.getType()) || "LoadBalancer".equals(spec.getType())) {
            for (int i = 0; i < spec.getPorts().size(); i++) {
                assignPort(service, spec.getPorts().get(i), "spec.ports[" + i + "].nodePort");
            }
        }
    }

    /** Takes back what a service was given and, as it is stored now, does not have. */
    @Override
    public synchronized void settle(HasMetadata object) {
        if (!(object instanceof Service)) {
            return;
        }
        String owner = owner(object);
        Set<Integer> kept = new HashSet<>();
        Set<String> addresses = new HashSet<>();
        services.get(object.getMetadata().getNamespace(), object.getMetadata().getName())
                .map(Service::getSpec)
                .ifPresent(spec -> {
                    spec.getPorts().forEach(port -> kept.add(number(port)));
                    addresses.add(String.valueOf(spec.getClusterIP()));
                });
        portOwners.entrySet().removeIf(each -> {
            boolean gone = each.getValue().equals(owner) && !kept.contains(each.getKey());
            if (gone) {
                ports.release(each.getKey());
            }
            return gone;
        });
        addressOwners.entrySet().removeIf(each -> each.getValue().equals(owner) && !addresses.contains(each.getKey()));
    }

    @Override
    public void changed(Change<Service> change) {
        if (change.type() != Change.Type.ADDED) {
            settle(change.object());
        }
    }

    /** Gives every node port back. */
    @Override
    public synchronized void close() {
        watch.close();
        portOwners.keySet().forEach(ports::release);
        portOwners.clear();
    }

    private void assignAddress(Service service, ServiceSpec spec) {
        String asked = spec.getClusterIP();
        if ("None".equals(asked)) {
            spec.setClusterIPs(List.of("None"));
            return;
        }
        if (asked == null || asked.isEmpty()) {
            spec.setClusterIP(freeAddress(service));
        } else if (!asked.startsWith(NETWORK)) {
            throw invalid(
                    service,
                    "spec.clusterIPs",
                    "[\"" + asked + "\"]",
                    "failed to allocate IP " + asked + ": the provided network does not match the current range");
        } else if (!owner(service).equals(addressOwners.getOrDefault(asked, owner(service)))) {
            throw invalid(
                    service,
                    "spec.clusterIPs",
                    "[\"" + asked + "\"]",
                    "failed to allocate IP " + asked + ": provided IP is already allocated");
        }
        addressOwners.put(spec.getClusterIP(), owner(service));
        spec.setClusterIPs(List.of(spec.getClusterIP()));
    }

    private String freeAddress(Service service) {
        for (int tried = RESERVED; tried < ADDRESSES; tried++) {
            String address = NETWORK + (nextAddress >> 8) + "." + (nextAddress & 0xff);
            nextAddress = nextAddress + 1 < ADDRESSES ? nextAddress + 1 : RESERVED;
            if (!addressOwners.containsKey(address)) {
                return address;
            }
        }
        throw invalid(service, "spec.clusterIPs", "[]", "failed to allocate an IP: the range is full");
    }

    private void assignPort(Service service, ServicePort port, String field) {
        int asked = number(port);
        if (asked == 0) {
            port.setNodePort(freePort(service, field));
            return;
        }
        if (asked < FIRST_PORT || asked > LAST_PORT) {
            throw invalid(
                    service,
                    field,
                    Integer.toString(asked),
                    "provided port is not in the valid range. The range of valid ports is " + FIRST_PORT + "-"
                            + LAST_PORT);
        }
        String has = portOwners.get(asked);
        if (owner(service).equals(has)) {
            return;
        }
        if (has != null || !ports.claim(asked)) {
            throw invalid(service, field, Integer.toString(asked), "provided port is already allocated");
        }
        portOwners.put(asked, owner(service));
    }

    /** From a random place on: clusters side by side do not ask for the same ones. */
    private int freePort(Service service, String field) {
        int count = LAST_PORT - FIRST_PORT + 1;
        int start = ThreadLocalRandom.current().nextInt(count);
        for (int i = 0; i < count; i++) {
            int port = FIRST_PORT + (start + i) % count;
            if (!portOwners.containsKey(port) && ports.claim(port)) {
                portOwners.put(port, owner(service));
                return port;
            }
        }
        throw invalid(service, field, "0", "failed to allocate a nodePort: range is full");
    }

    private static int number(ServicePort port) {
        return port.getNodePort() == null ? 0 : port.getNodePort();
    }

    private static String owner(HasMetadata service) {
        return service.getMetadata().getNamespace() + "/"
                + service.getMetadata().getName();
    }

    private static ApiStatusException invalid(Service service, String field, String value, String detail) {
        String name = service.getMetadata().getName();
        return ApiStatusException.invalid(
                "Service", name == null ? "" : name, List.of(FieldError.invalid(field, value, detail)));
    }
}
