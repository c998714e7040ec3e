package io.etlbed.simulator.embedded.kinds;

import io.fabric8.kubernetes.api.model.DownwardAPIVolumeFile;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.HostPathVolumeSource;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.ServiceAccountTokenProjection;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The volumes of a pod. */
final class VolumeRules {

    private static final int READABLE = 0644;

    private static final long USUAL_TOKEN_SECONDS = 3600;
    private static final long LEAST_TOKEN_SECONDS = 600;

    private VolumeRules() {}

    static void fill(Volume volume) {
        if (sources(volume) == 0 && volume.getAdditionalProperties().isEmpty()) {
            volume.setEmptyDir(new EmptyDirVolumeSource());
        }
        if (volume.getConfigMap() != null && volume.getConfigMap().getDefaultMode() == null) {
            volume.getConfigMap().setDefaultMode(READABLE);
        }
        if (volume.getSecret() != null && volume.getSecret().getDefaultMode() == null) {
            volume.getSecret().setDefaultMode(READABLE);
        }
        if (volume.getProjected() != null && volume.getProjected().getDefaultMode() == null) {
            volume.getProjected().setDefaultMode(READABLE);
        }
        if (volume.getProjected() != null) {
            for (VolumeProjection source : volume.getProjected().getSources()) {
                ServiceAccountTokenProjection token = source.getServiceAccountToken();
                if (token != null && token.getExpirationSeconds() == null) {
                    token.setExpirationSeconds(USUAL_TOKEN_SECONDS);
                }
            }
        }
        if (volume.getDownwardAPI() != null && volume.getDownwardAPI().getDefaultMode() == null) {
            volume.getDownwardAPI().setDefaultMode(READABLE);
        }
        if (volume.getHostPath() != null && volume.getHostPath().getType() == null) {
            volume.getHostPath().setType("");
        }
    }

    /** @return the names of the volumes, for the mounts */
    static Set<String> check(List<Volume> volumes, Findings findings) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < volumes.size(); i++) {
            Volume volume = volumes.get(i);
            String at = "spec.volumes[" + i + "]";
            if (findings.required(at + ".name", volume.getName())) {
                findings.dnsLabel(at + ".name", volume.getName());
                findings.unique(at + ".name", volume.getName(), names);
            }
            if (sources(volume) > 1) {
                findings.forbidden(at, "may not specify more than 1 volume type");
            }
            HostPathVolumeSource host = volume.getHostPath();
            if (host != null) {
                findings.required(at + ".hostPath.path", host.getPath());
            }
            if (volume.getConfigMap() != null) {
                findings.required(at + ".configMap.name", volume.getConfigMap().getName());
                checkItems(at + ".configMap", volume.getConfigMap().getItems(), findings);
            }
            if (volume.getSecret() != null) {
                findings.required(at + ".secret.secretName", volume.getSecret().getSecretName());
                checkItems(at + ".secret", volume.getSecret().getItems(), findings);
            }
            if (volume.getDownwardAPI() != null) {
                checkFields(at + ".downwardAPI", volume.getDownwardAPI().getItems(), findings);
            }
            if (volume.getProjected() != null) {
                checkProjected(at + ".projected", volume.getProjected().getSources(), findings);
            }
        }
        return names;
    }

    private static void checkProjected(String at, List<VolumeProjection> sources, Findings findings) {
        for (int i = 0; i < sources.size(); i++) {
            VolumeProjection source = sources.get(i);
            String path = at + ".sources[" + i + "]";
            if (source.getConfigMap() != null) {
                checkItems(path + ".configMap", source.getConfigMap().getItems(), findings);
            }
            if (source.getSecret() != null) {
                checkItems(path + ".secret", source.getSecret().getItems(), findings);
            }
            if (source.getServiceAccountToken() != null) {
                checkToken(path + ".serviceAccountToken", source.getServiceAccountToken(), findings);
            }
            if (source.getDownwardAPI() != null) {
                checkFields(path + ".downwardAPI", source.getDownwardAPI().getItems(), findings);
            }
        }
    }

    private static void checkToken(String at, ServiceAccountTokenProjection token, Findings findings) {
        findings.required(at + ".path", token.getPath());
        findings.localPath(at + ".path", token.getPath());
        Long seconds = token.getExpirationSeconds();
        if (seconds != null && seconds < LEAST_TOKEN_SECONDS) {
            findings.invalid(at + ".expirationSeconds", seconds, "may not specify a duration less than 10 minutes");
        }
    }

    private static void checkItems(String at, List<KeyToPath> items, Findings findings) {
        for (int i = 0; i < items.size(); i++) {
            String path = at + ".items[" + i + "]";
            findings.required(path + ".key", items.get(i).getKey());
            findings.required(path + ".path", items.get(i).getPath());
            findings.localPath(path + ".path", items.get(i).getPath());
        }
    }

    private static void checkFields(String at, List<DownwardAPIVolumeFile> items, Findings findings) {
        for (int i = 0; i < items.size(); i++) {
            String path = at + ".items[" + i + "]";
            findings.required(path + ".path", items.get(i).getPath());
            findings.localPath(path + ".path", items.get(i).getPath());
            if (items.get(i).getResourceFieldRef() != null) {
                findings.required(
                        path + ".resourceFieldRef.containerName",
                        items.get(i).getResourceFieldRef().getContainerName());
            }
        }
    }

    private static long sources(Volume volume) {
        return Stream.of(
                        volume.getAwsElasticBlockStore(),
                        volume.getAzureDisk(),
                        volume.getAzureFile(),
                        volume.getCephfs(),
                        volume.getCinder(),
                        volume.getConfigMap(),
                        volume.getCsi(),
                        volume.getDownwardAPI(),
                        volume.getEmptyDir(),
                        volume.getEphemeral(),
                        volume.getFc(),
                        volume.getFlexVolume(),
                        volume.getFlocker(),
                        volume.getGcePersistentDisk(),
                        volume.getGitRepo(),
                        volume.getGlusterfs(),
                        volume.getHostPath(),
                        volume.getImage(),
                        volume.getIscsi(),
                        volume.getNfs(),
                        volume.getPersistentVolumeClaim(),
                        volume.getPhotonPersistentDisk(),
                        volume.getPortworxVolume(),
                        volume.getProjected(),
                        volume.getQuobyte(),
                        volume.getRbd(),
                        volume.getScaleIO(),
                        volume.getSecret(),
                        volume.getStorageos(),
                        volume.getVsphereVolume())
                .filter(Objects::nonNull)
                .count();
    }
}
