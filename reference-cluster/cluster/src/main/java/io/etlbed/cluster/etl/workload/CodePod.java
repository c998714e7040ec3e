package io.etlbed.cluster.etl.workload;

import io.etlbed.cluster.etl.spec.Communication;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.List;

/**
 * The Pod that runs a user's script, as AIStore makes it, so that the images which AIStore publishes run in it as well: an
 * init container writes the script to a volume and installs what it needs, then the image's own server takes it from there.
 */
final class CodePod {

    static final int PORT = 80;

    /** An image that has a setup of its own knows better; elsewhere the script and pip's packages go into the volumes. */
    private static final String SETUP = """
            if [ -x /etl/setup ]; then exec /etl/setup; fi
            printf %s "$AISTORE_CODE" > /dst/code.py
            [ -z "$AISTORE_DEPS" ] && exit 0
            printf '%s\\n' "$AISTORE_DEPS" > /dst/requirements.txt
            exec pip install --target=/runtime -r /dst/requirements.txt
            """;

    private CodePod() {}

    static Pod of(CodeWorkload work) {
        Container setup = container(work, "server-deps")
                .withCommand("sh", "-c", SETUP)
                .withVolumeMounts(mount("code", "/dst"), mount("runtime", "/runtime"))
                .build();
        String server = work.communication() == Communication.IO ? "/server" : "python /server.py";
        Container serving = container(work, "server")
                .withCommand("sh", "-c", server)
                .withVolumeMounts(mount("code", "/code"), mount("runtime", "/runtime"))
                .addNewPort()
                .withName("default")
                .withContainerPort(PORT)
                .endPort()
                .withNewReadinessProbe()
                .withNewHttpGet()
                .withPath("/health")
                .withNewPort("default")
                .endHttpGet()
                .withTimeoutSeconds(5)
                .withPeriodSeconds(10)
                .endReadinessProbe()
                .build();
        return new PodBuilder()
                .withNewMetadata()
                .endMetadata()
                .withNewSpec()
                .withInitContainers(setup)
                .withContainers(serving)
                .addToVolumes(emptyDir("code").build(), emptyDir("runtime").build())
                .endSpec()
                .build();
    }

    private static ContainerBuilder container(CodeWorkload work, String name) {
        return new ContainerBuilder()
                .withName(name)
                .withImage(work.runtime().image())
                .withImagePullPolicy("IfNotPresent")
                .withEnv(environment(work));
    }

    private static List<EnvVar> environment(CodeWorkload work) {
        List<EnvVar> env = new ArrayList<>();
        env.add(variable("MOD_NAME", "code"));
        env.add(variable("FUNC_HANDLER", work.call().function()));
        work.call().chunkSize().ifPresent(bytes -> env.add(variable("CHUNK_SIZE", String.valueOf(bytes))));
        if (work.call().byUrl()) {
            env.add(variable("ARG_TYPE", "url"));
        }
        env.add(variable("PYTHONPATH", "/runtime"));
        env.add(variable("AISTORE_CODE", literal(work.code())));
        work.dependencies().ifPresent(text -> env.add(variable(CodeRuntime.DEPENDENCIES, literal(text))));
        work.exact().ifPresent(reason -> env.add(variable(CodeRuntime.EXACT, literal(reason))));
        return env;
    }

    /** Kubernetes would take {@code $(NAME)} in it for a variable. */
    private static String literal(String text) {
        return text.replace("$", "$$");
    }

    private static EnvVar variable(String name, String value) {
        return new EnvVar(name, value, null);
    }

    private static VolumeBuilder emptyDir(String name) {
        return new VolumeBuilder().withName(name).withNewEmptyDir().endEmptyDir();
    }

    private static VolumeMount mount(String volume, String path) {
        VolumeMount mount = new VolumeMount();
        mount.setName(volume);
        mount.setMountPath(path);
        return mount;
    }
}
