package io.etlbed.simulator.embedded.kubelet;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of images, brought to the form by which bundles are known: without registry, tag and digest. */
final class ImageName {

    private static final List<String> DEFAULTS = List.of("docker.io/", "index.docker.io/", "library/");

    private static final String COMPONENT = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
    /** The grammar of references, as container runtimes hold it. */
    private static final Pattern REFERENCE = Pattern.compile("(?:[A-Za-z0-9.-]+(?::[0-9]+)?/)?" + COMPONENT + "(?:/"
            + COMPONENT + ")*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9+._-]*:[0-9a-fA-F]{32,})?");

    private ImageName() {}

    /** Whether a container runtime could ask for an image by this name at all. */
    static boolean isValid(String image) {
        return REFERENCE.matcher(image).matches();
    }

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
