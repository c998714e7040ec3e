package io.etlbed.simulator.docker.engine;

import java.util.List;
import java.util.Map;

/**
 * An image that the engine has.
 *
 * @param id digest of its configuration, {@code sha256:…}
 * @param tags names that lead to it
 */
public record LocalImage(String id, List<String> tags, Map<String, String> labels) {

    public LocalImage {
        tags = List.copyOf(tags);
        labels = Map.copyOf(labels);
    }
}
