package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.Bundle;
import io.etlbed.simulator.embedded.runtime.HostTool;
import io.etlbed.simulator.embedded.runtime.HostTools;
import io.etlbed.simulator.embedded.runtime.PreparedImage;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The images that a cluster knows, for all of its nodes. Safe for any thread. */
public final class ImageCatalog {

    private final Map<String, Bundle> bundles = new TreeMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Makes an image known, in the place of an earlier one of its name. */
    public void add(Bundle bundle) {
        synchronized (bundles) {
            bundles.put(key(bundle), bundle);
        }
        listeners.forEach(Runnable::run);
    }

    /** Calls back after each image that is added. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * The image by any of its names, with what it needs of this host. May take a while the first time: the host's tools
     * are looked for.
     *
     * @throws ImageException if it is not known or cannot run here
     */
    PreparedImage pull(String image) throws ImageException {
        Bundle bundle = find(image);
        if (!Files.isDirectory(bundle.rootfs())) {
            throw new ImageException("the folder of the image is not there: " + bundle.rootfs());
        }
        List<HostTool> tools = new ArrayList<>();
        for (String name : bundle.tools().stream().sorted().toList()) {
            Optional<HostTool> tool = HostTools.find(name);
            tools.add(tool.orElseThrow(() -> new ImageException("the image needs " + name
                    + ", which is not installed on this host (looked on the PATH and in /usr/bin)")));
        }
        return new PreparedImage(bundle, tools);
    }

    /** The bundle with that very tag, else the one without any. */
    private Bundle find(String image) throws ImageException {
        String repository = ImageName.repository(image);
        List<String> names;
        synchronized (bundles) {
            Bundle bundle = bundles.getOrDefault(ImageName.tagged(image), bundles.get(repository));
            if (bundle != null) {
                return bundle;
            }
            names = List.copyOf(bundles.keySet());
        }
        boolean otherTags = names.stream().anyMatch(name -> name.startsWith(repository + ":"));
        throw new ImageException("no image '" + (otherTags ? ImageName.tagged(image) : repository)
                + "' in this cluster; there are " + (names.isEmpty() ? "none" : String.join(", ", names)));
    }

    private static String key(Bundle bundle) {
        return ImageName.tag(bundle.name()).isPresent()
                ? ImageName.tagged(bundle.name())
                : ImageName.repository(bundle.name());
    }
}
