package io.etlbed.cluster.etl.workload;

import io.etlbed.cluster.etl.spec.Communication;
import io.etlbed.cluster.etl.spec.EtlSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The user's own Pod (<i>init spec</i>).
 *
 * @param yaml as it was given, byte for byte (LIFE-05)
 * @param spec what was read of it
 */
public record SpecWorkload(String yaml, EtlSpec spec) implements Workload {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    @Override
    public Communication communication() {
        return spec.communication();
    }

    @Override
    public int containerPort() {
        return spec.containerPort().orElse(IoRunner.PORT);
    }

    @Override
    public Pod newPod() {
        Pod pod = spec.newPod();
        if (communication() == Communication.IO) {
            IoRunner.place(pod);
        }
        return pod;
    }

    @Override
    public String program() {
        Container container = spec.newPod().getSpec().getContainers().get(0);
        List<String> words = new ArrayList<>(container.getCommand());
        words.addAll(container.getArgs());
        return words.stream().map(SpecWorkload::quoted).collect(Collectors.joining(" "));
    }

    /** As a shell takes it for one word. */
    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    @Override
    public void describe(Members message) {
        message.put("spec", Base64.getEncoder().encodeToString(yaml.getBytes(StandardCharsets.UTF_8)));
    }
}
