package io.etlbed.junit.transformer;

import io.etlbed.cluster.client.EtlInit;
import io.etlbed.cluster.etl.workload.CodeRuntime;
import io.etlbed.simulator.Preparation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A folder with a Dockerfile.
 *
 * @param spec the Pod specification beside it, whose container runs the image; else one is made
 */
record DockerSource(Path folder, Optional<Path> spec) implements Source {

    @Override
    public String what() {
        return folder.resolve(DockerFolder.DOCKERFILE).toString();
    }

    @Override
    public Set<Option> takes() {
        return spec.isPresent()
                ? Set.of(Option.COMMUNICATION)
                : Set.of(Option.COMMUNICATION, Option.ENVIRONMENT, Option.PORT, Option.HEALTH);
    }

    @Override
    public Blueprint plan(Options told) throws IOException {
        DockerFolder docker = DockerFolder.read(folder);
        Options options = told.port() == Options.NONE.port() ? told.withPort(docker.port()) : told;
        String given = spec.isPresent() ? new String(SpecSource.read(spec.get()), StandardCharsets.UTF_8) : "";
        String key = Hash.of("docker")
                .with(docker.files().hash())
                .with(SpecSource.read(folder.resolve(DockerFolder.DOCKERFILE)))
                .with(given)
                .with(options)
                .text();
        String image = "etlbed/transformer-" + key.substring(0, 20);
        String yaml = spec.isPresent()
                ? given
                : PodText.server(image, List.of(), options.withVariable("PORT", String.valueOf(options.port())));
        return new Blueprint(
                key,
                what(),
                new ImageParts.Folder(
                        image,
                        docker.files(),
                        "",
                        docker.entrypoint(),
                        docker.arguments(),
                        environment(docker),
                        docker.node() ? Set.of("node") : Set.of(),
                        preparation(docker)),
                new EtlInit.Spec(
                        "",
                        SpecText.withImage(yaml, image, docker.workdir()).getBytes(StandardCharsets.UTF_8),
                        spec.isPresent() ? options.communication() : Optional.empty(),
                        options.timeoutText()));
    }

    private static Map<String, String> environment(DockerFolder docker) {
        Map<String, String> variables = new LinkedHashMap<>(docker.environment());
        if (!docker.requirements().isEmpty()) {
            variables.put(CodeRuntime.DEPENDENCIES, docker.requirements());
        }
        return variables;
    }

    private static Optional<Preparation> preparation(DockerFolder docker) {
        return docker.python().map(ProgramSource::packages);
    }
}
