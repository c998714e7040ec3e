package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.Bundle;
import io.etlbed.simulator.embedded.runtime.ContainerImage;
import io.etlbed.simulator.embedded.runtime.HostTool;
import io.etlbed.simulator.embedded.runtime.HostTools;
import io.etlbed.simulator.embedded.runtime.PreparedHandler;
import io.etlbed.simulator.embedded.runtime.PreparedImage;
import io.etlbed.simulator.handler.HandlerImage;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The images that a cluster knows, for all of its nodes. Safe for any thread. */
public final class ImageCatalog {

    private final Map<String, Bundle> bundles = new TreeMap<>();
    private final Map<String, HandlerImage> handlers = new TreeMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Makes an image known, in the place of an earlier one of its name. */
    public void add(Bundle bundle) {
        synchronized (bundles) {
            bundles.put(key(bundle), bundle);
            handlers.remove(ImageName.repository(bundle.name()));
        }
        listeners.forEach(Runnable::run);
    }

    /** Makes an image known, in the place of an earlier one of its name. */
    public void add(HandlerImage image) {
        synchronized (bundles) {
            String name = ImageName.repository(image.name());
            handlers.put(name, image);
            bundles.remove(name);
        }
        listeners.forEach(Runnable::run);
    }

    /** Whether all of these are known and Java code. */
    boolean areHandlers(Stream<String> images) {
        synchronized (bundles) {
            return images.allMatch(image -> handlers.containsKey(ImageName.repository(image)));
        }
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
    ContainerImage pull(String image) throws ImageException {
        HandlerImage handler;
        synchronized (bundles) {
            handler = handlers.get(ImageName.repository(image));
        }
        if (handler != null) {
            return new PreparedHandler(handler);
        }
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
            names = Stream.concat(bundles.keySet().stream(), handlers.keySet().stream())
                    .sorted()
                    .toList();
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
