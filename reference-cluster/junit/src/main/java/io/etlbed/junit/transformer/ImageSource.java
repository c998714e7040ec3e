package io.etlbed.junit.transformer;

import io.etlbed.cluster.client.EtlInit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An image that the nodes know, with a server in it. */
record ImageSource(String name) implements Source {

    @Override
    public String what() {
        return name;
    }

    @Override
    public Set<Option> takes() {
        return Set.of(Option.COMMUNICATION, Option.ENVIRONMENT, Option.PORT, Option.HEALTH);
    }

    @Override
    public Blueprint plan(Options options) {
        byte[] yaml = PodText.server(name, List.of(), options).getBytes(StandardCharsets.UTF_8);
        return new Blueprint(
                Hash.of("image").with(yaml).with(options).text(),
                what(),
                new ImageParts.Known(),
                new EtlInit.Spec("", yaml, Optional.empty(), options.timeoutText()));
    }
}
