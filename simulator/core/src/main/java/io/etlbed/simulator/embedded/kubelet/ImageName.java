package io.etlbed.simulator.embedded.kubelet;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of images, brought to the forms by which bundles are known: without registry and digest. */
final class ImageName {

    private static final List<String> DEFAULTS = List.of("docker.io/", "index.docker.io/", "library/");

    private static final String LATEST = "latest";
    private static final String COMPONENT = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
    /** The grammar of references, as container runtimes hold it. */
    private static final Pattern REFERENCE = Pattern.compile("(?:[A-Za-z0-9.-]+(?::[0-9]+)?/)?" + COMPONENT + "(?:/"
            + COMPONENT + ")*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9+._-]*:[0-9a-fA-F]{32,})?");

    private ImageName() {}

    /** Whether a container runtime could ask for an image by this name at all. */
    static boolean isValid(String image) {
        return REFERENCE.matcher(image).matches();
    }

    /** Without tag. */
    static String repository(String image) {
        String name = withoutDigest(image);
        int colon = tagColon(name);
        name = colon < 0 ? name : name.substring(0, colon);
        for (String prefix : DEFAULTS) {
            if (name.toLowerCase(Locale.ROOT).startsWith(prefix)) {
                name = name.substring(prefix.length());
            }
        }
        return name;
    }

    /** With the tag that it has, or with the one that it then means. */
    static String tagged(String image) {
        return repository(image) + ":" + tag(image).orElse(LATEST);
    }

    /** Empty where it names none. */
    static Optional<String> tag(String image) {
        String name = withoutDigest(image);
        int colon = tagColon(name);
        return colon < 0 ? Optional.empty() : Optional.of(name.substring(colon + 1));
    }

    private static String withoutDigest(String image) {
        String name = image.strip();
        int digest = name.indexOf('@');
        return digest < 0 ? name : name.substring(0, digest);
    }

    /** A colon before a slash is the port of a registry. */
    private static int tagColon(String name) {
        int colon = name.lastIndexOf(':');
        return colon > name.lastIndexOf('/') ? colon : -1;
    }
}
