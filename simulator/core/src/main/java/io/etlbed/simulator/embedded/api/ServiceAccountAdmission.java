package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Gives a pod the token of its service account, as a volume of every container, unless pod or account do not want that. */
final class ServiceAccountAdmission implements Admission {

    private static final String PLACE = "/var/run/secrets/kubernetes.io/serviceaccount";
    private static final String VOLUME = "kube-api-access-";
    private static final String USUAL = "default";

    /** As Kubernetes asks for it: by this number a kubelet knows that the token may last longer. */
    private static final long SECONDS = 3607;

    private final ObjectStore store;

    ServiceAccountAdmission(ObjectStore store) {
        this.store = store;
    }

    @Override
    public void creating(HasMetadata object) {
        if (!(object instanceof Pod pod)) {
            return;
        }
        PodSpec spec = pod.getSpec();
        String name = spec.getServiceAccountName();
        Optional<ServiceAccount> account =
                store.of(ServiceAccount.class).get(pod.getMetadata().getNamespace(), name);
        if (account.isEmpty() && !USUAL.equals(name)) {
            throw ApiStatusException.forbidden(
                    "pods",
                    String.valueOf(pod.getMetadata().getName()),
                    "error looking up service account " + pod.getMetadata().getNamespace() + "/" + name
                            + ": serviceaccount \"" + name + "\" not found");
        }
        // A namespace that was made just now has its account in a moment.
        if (wanted(spec, account)) {
            mount(spec, store.of(Pod.class).freshName(pod.getMetadata().getNamespace(), VOLUME));
        }
    }

    private static boolean wanted(PodSpec spec, Optional<ServiceAccount> account) {
        Boolean said = spec.getAutomountServiceAccountToken();
        return said != null
                ? said
                : account.map(ServiceAccount::getAutomountServiceAccountToken).orElse(true);
    }

    private static void mount(PodSpec spec, String name) {
        List<Container> without = Stream.concat(spec.getInitContainers().stream(), spec.getContainers().stream())
                .filter(each -> each.getVolumeMounts().stream().noneMatch(mount -> PLACE.equals(mount.getMountPath())))
                .toList();
        if (without.isEmpty()) {
            return;
        }
        List<Volume> volumes = new ArrayList<>(spec.getVolumes());
        volumes.add(volume(name));
        spec.setVolumes(volumes);
        for (Container each : without) {
            List<VolumeMount> mounts = new ArrayList<>(each.getVolumeMounts());
            mounts.add(new VolumeMountBuilder()
                    .withName(name)
                    .withMountPath(PLACE)
                    .withReadOnly(true)
                    .build());
            each.setVolumeMounts(mounts);
        }
    }

    private static Volume volume(String name) {
        return new VolumeBuilder()
                .withName(name)
                .withNewProjected()
                .withDefaultMode(0644)
                .addNewSource()
                .withNewServiceAccountToken()
                .withExpirationSeconds(SECONDS)
                .withPath("token")
                .endServiceAccountToken()
                .endSource()
                .addNewSource()
                .withNewConfigMap()
                .withName("kube-root-ca.crt")
                .withItems(new KeyToPath("ca.crt", null, "ca.crt"))
                .endConfigMap()
                .endSource()
                .addNewSource()
                .withNewDownwardAPI()
                .addNewItem()
                .withPath("namespace")
                .withNewFieldRef()
                .withApiVersion("v1")
                .withFieldPath("metadata.namespace")
                .endFieldRef()
                .endItem()
                .endDownwardAPI()
                .endSource()
                .endProjected()
                .build();
    }
}
