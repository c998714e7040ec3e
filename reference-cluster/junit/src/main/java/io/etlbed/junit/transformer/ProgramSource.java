package io.etlbed.junit.transformer;

import io.etlbed.cluster.client.EtlInit;
import io.etlbed.cluster.etl.workload.CodeRuntime;
import io.etlbed.simulator.Preparation;
import io.etlbed.simulator.Provision;
import io.etlbed.simulator.python.PythonPreparation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A program in any language, with the folder that it runs in.
 *
 * @param serves whether it is an HTTP server; else it is run for each object, from standard input to standard output
 */
record ProgramSource(List<String> command, boolean serves) implements Source {

    private static final String PORT = "PORT";

    @Override
    public String what() {
        return String.join(" ", command);
    }

    @Override
    public Set<Option> takes() {
        return serves
                ? Set.of(
                        Option.COMMUNICATION,
                        Option.FOLDER,
                        Option.REQUIREMENTS,
                        Option.ENVIRONMENT,
                        Option.PORT,
                        Option.HEALTH)
                : Set.of(Option.FOLDER, Option.REQUIREMENTS, Option.ENVIRONMENT);
    }

    @Override
    public Blueprint plan(Options told) throws IOException {
        FolderFiles files =
                told.folder().isPresent() ? FolderFiles.in(told.folder().get()) : FolderFiles.NONE;
        Options options = withRequirements(told);
        String key = Hash.of(serves ? "server" : "filter")
                .with(command)
                .with(files.hash())
                .with(options)
                .text();
        String image = "etlbed/transformer-" + key.substring(0, 20);
        if (options.requirements().isPresent()) {
            options = options.withVariable(
                    CodeRuntime.DEPENDENCIES, options.requirements().get());
        }
        String yaml = serves
                ? PodText.server(image, command, options.withVariable(PORT, String.valueOf(options.port())))
                : PodText.filter(image, command, options);
        return new Blueprint(
                key,
                what(),
                new ImageParts.Folder(
                        image,
                        files,
                        ImageParts.Folder.PLACE,
                        List.of(),
                        List.of(),
                        Map.of(),
                        tools(),
                        options.requirements().isPresent()
                                ? Optional.of(packages(CodeRuntime.PYTHON3.version()))
                                : Optional.empty()),
                new EtlInit.Spec("", yaml.getBytes(StandardCharsets.UTF_8), Optional.empty(), options.timeoutText()));
    }

    private static Options withRequirements(Options options) throws IOException {
        Optional<Path> beside = options.folder().flatMap(CodeSource::in);
        return options.requirements().isPresent() || beside.isEmpty()
                ? options
                : options.withRequirements(Files.readString(beside.get(), StandardCharsets.UTF_8));
    }

    /** Of the host: what the command names, and what {@code io://} is served by. */
    private Set<String> tools() {
        Set<String> tools = new TreeSet<>();
        if (!command.get(0).contains("/")) {
            tools.add(command.get(0));
        }
        if (!serves) {
            tools.add("python3");
        }
        return tools;
    }

    /** Packages in the sense of pip, where the interpreter looks without being told. */
    static Preparation packages(String version) {
        Preparation python = PythonPreparation.of(version, CodeRuntime.DEPENDENCIES, CodeRuntime.EXACT);
        return (environment, progress) -> {
            Provision found = python.prepare(environment, progress);
            Map<String, String> variables = new HashMap<>(found.environment());
            Optional.ofNullable(variables.get(PythonPreparation.PACKAGES))
                    .ifPresent(packages -> variables.put("PYTHONPATH", packages));
            return new Provision(found.mounts(), variables, found.path(), found.notices());
        };
    }
}
