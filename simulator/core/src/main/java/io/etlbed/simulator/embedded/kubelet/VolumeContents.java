package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.runtime.VolumeFile;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.fabric8.kubernetes.api.model.DownwardAPIVolumeFile;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ProjectedVolumeSource;
import io.fabric8.kubernetes.api.model.ServiceAccountTokenProjection;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is in a pod's volumes from the start: entries of config maps and secrets, tokens, and what the pod says of itself. */
final class VolumeContents {

    private static final int READABLE = 0644;

    private final Pod pod;
    private final String podIp;
    private final PodTokens tokens;
    private final References references;

    VolumeContents(ObjectStore store, PodTokens tokens, Pod pod, String podIp) {
        this.tokens = tokens;
        this.pod = pod;
        this.podIp = podIp;
        this.references = new References(store, pod.getMetadata().getNamespace());
    }

    /**
     * The files of each volume, by its name.
     *
     * @throws ConfigException if something that a volume is made of is not there and not optional
     */
    Map<String, List<VolumeFile>> all() throws ConfigException {
        Map<String, List<VolumeFile>> contents = new LinkedHashMap<>();
        for (Volume volume : pod.getSpec().getVolumes()) {
            try {
                contents.put(volume.getName(), files(volume));
            } catch (ConfigException e) {
                throw new ConfigException(
                        "MountVolume.SetUp failed for volume \"" + volume.getName() + "\" : " + e.getMessage());
            }
        }
        return contents;
    }

    private List<VolumeFile> files(Volume volume) throws ConfigException {
        if (volume.getConfigMap() != null) {
            var source = volume.getConfigMap();
            return ofConfigMap(
                    source.getName(), source.getOptional(), source.getItems(), mode(source.getDefaultMode()));
        }
        if (volume.getSecret() != null) {
            var source = volume.getSecret();
            return ofSecret(
                    source.getSecretName(), source.getOptional(), source.getItems(), mode(source.getDefaultMode()));
        }
        if (volume.getDownwardAPI() != null) {
            return downward(
                    volume.getDownwardAPI().getItems(),
                    mode(volume.getDownwardAPI().getDefaultMode()));
        }
        return volume.getProjected() != null ? projected(volume.getProjected()) : List.of();
    }

    private List<VolumeFile> projected(ProjectedVolumeSource source) throws ConfigException {
        int mode = mode(source.getDefaultMode());
        List<VolumeFile> files = new ArrayList<>();
        for (VolumeProjection part : source.getSources()) {
            if (part.getConfigMap() != null) {
                var map = part.getConfigMap();
                files.addAll(ofConfigMap(map.getName(), map.getOptional(), map.getItems(), mode));
            }
            if (part.getSecret() != null) {
                var secret = part.getSecret();
                files.addAll(ofSecret(secret.getName(), secret.getOptional(), secret.getItems(), mode));
            }
            if (part.getServiceAccountToken() != null) {
                files.add(token(part.getServiceAccountToken(), mode));
            }
            if (part.getDownwardAPI() != null) {
                files.addAll(downward(part.getDownwardAPI().getItems(), mode));
            }
        }
        return files;
    }

    private VolumeFile token(ServiceAccountTokenProjection wanted, int mode) throws ConfigException {
        String text = tokens.token(pod, wanted)
                .orElseThrow(() -> new ConfigException("failed to fetch token: serviceaccounts \""
                        + pod.getSpec().getServiceAccountName() + "\" not found"));
        return new VolumeFile(wanted.getPath(), text.getBytes(StandardCharsets.UTF_8), mode);
    }

    private List<VolumeFile> ofConfigMap(String name, @Nullable Boolean missable, List<KeyToPath> items, int mode)
            throws ConfigException {
        boolean optional = Boolean.TRUE.equals(missable);
        return files(references.configMap(name, optional), items, mode, optional);
    }

    private List<VolumeFile> ofSecret(String name, @Nullable Boolean missable, List<KeyToPath> items, int mode)
            throws ConfigException {
        boolean optional = Boolean.TRUE.equals(missable);
        return files(references.secret(name, optional), items, mode, optional);
    }

    /** Without items each entry is a file named by its key. */
    private static List<VolumeFile> files(
            Optional<Map<String, byte[]>> entries, List<KeyToPath> items, int mode, boolean optional)
            throws ConfigException {
        Map<String, byte[]> there = entries.orElse(Map.of());
        List<VolumeFile> files = new ArrayList<>();
        if (items.isEmpty()) {
            there.forEach((key, content) -> files.add(new VolumeFile(key, content, mode)));
        }
        for (KeyToPath item : items) {
            byte[] content = there.get(item.getKey());
            if (content != null) {
                files.add(new VolumeFile(item.getPath(), content, item.getMode() == null ? mode : item.getMode()));
            } else if (!optional) {
                throw new ConfigException("references non-existent config key: " + item.getKey());
            }
        }
        return files;
    }

    private List<VolumeFile> downward(List<DownwardAPIVolumeFile> items, int mode) throws ConfigException {
        List<VolumeFile> files = new ArrayList<>();
        for (DownwardAPIVolumeFile item : items) {
            String text;
            if (item.getFieldRef() != null) {
                text = PodFields.text(pod, item.getFieldRef().getFieldPath(), podIp, NodeContext.HOST_IP);
            } else if (item.getResourceFieldRef() != null) {
                // Kubernetes requires that it names its container.
                String container = String.valueOf(item.getResourceFieldRef().getContainerName());
                text = ResourceFields.value(
                        pod,
                        ResourceFields.named(pod, container),
                        item.getResourceFieldRef(),
                        references.allocatable(pod.getSpec().getNodeName()));
            } else {
                throw new ConfigException("an item names neither fieldRef nor resourceFieldRef: " + item.getPath());
            }
            files.add(new VolumeFile(
                    item.getPath(),
                    text.getBytes(StandardCharsets.UTF_8),
                    item.getMode() == null ? mode : item.getMode()));
        }
        return files;
    }

    private static int mode(@Nullable Integer given) {
        return given == null ? READABLE : given;
    }
}
