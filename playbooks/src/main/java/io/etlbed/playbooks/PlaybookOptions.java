package io.etlbed.playbooks;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How a playbook is run.
 *
 * @param playbook name of a playbook that {@link Playbooks#names()} lists, or the path of a folder with a {@code
 *     playbook.yaml}; behind it, after a colon, the name of a variant if one is meant
 * @param endpoint any gateway of the cluster to run it on
 * @param data the folder with the user's own files; absent: the files that the playbook names are fetched
 * @param keep whether to leave buckets and ETLs as they are at the end
 * @param workFolder where the steps run; created if missing. What they write stays there for the user to look at
 * @param kubeconfig for steps with {@code kubectl}; absent: those are skipped, unless the environment names one
 * @param variables in place of the playbook's own values, such as {@code BUCKET}
 * @param stopBefore a step, by its number or its {@code id}, before which the run ends, leaving everything as it is then;
 *     absent: none
 */
public record PlaybookOptions(
        String playbook,
        URI endpoint,
        Optional<Path> data,
        boolean keep,
        Path workFolder,
        Optional<Path> kubeconfig,
        Map<String, String> variables,
        Optional<String> stopBefore) {

    public PlaybookOptions {
        variables = Map.copyOf(variables);
    }

    /** To the end of the playbook. */
    public PlaybookOptions(
            String playbook,
            URI endpoint,
            Optional<Path> data,
            boolean keep,
            Path workFolder,
            Optional<Path> kubeconfig,
            Map<String, String> variables) {
        this(playbook, endpoint, data, keep, workFolder, kubeconfig, variables, Optional.empty());
    }

    /** With the playbook's own data and values, cleaning up at the end. */
    public static PlaybookOptions of(String playbook, URI endpoint, Path workFolder) {
        return new PlaybookOptions(playbook, endpoint, Optional.empty(), false, workFolder, Optional.empty(), Map.of());
    }
}
