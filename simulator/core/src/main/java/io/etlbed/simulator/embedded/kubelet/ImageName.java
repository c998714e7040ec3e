package io.etlbed.simulator.embedded.kubelet;

import java.util.List;
import java.util.Locale;

/** Names of images, brought to the form by which bundles are known: without registry, tag and digest. */
final class ImageName {

    private static final List<String> DEFAULTS = List.of("docker.io/", "index.docker.io/", "library/");

    private ImageName() {}

    static String repository(String image) {
        String name = image.strip();
        int digest = name.indexOf('@');
        if (digest >= 0) {
            name = name.substring(0, digest);
        }
        int tag = name.lastIndexOf(':');
        // A colon before a slash is the port of a registry.
        if (tag > name.lastIndexOf('/')) {
            name = name.substring(0, tag);
        }
        for (String prefix : DEFAULTS) {
            if (name.toLowerCase(Locale.ROOT).startsWith(prefix)) {
                name = name.substring(prefix.length());
            }
        }
        return name;
    }
}
