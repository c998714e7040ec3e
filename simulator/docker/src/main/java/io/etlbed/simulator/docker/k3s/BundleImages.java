package io.etlbed.simulator.docker.k3s;

import io.etlbed.simulator.Bundle;
import io.etlbed.simulator.FileTree;
import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.docker.engine.DockerEngine;
import io.etlbed.simulator.docker.engine.LocalImage;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bundles as real images: their files laid over an image that has the tools they ask for. An image that the engine has under a
 * bundle's name is taken in its place, since that is the real one.
 */
final class BundleImages {

    private static final Logger LOG = LoggerFactory.getLogger(BundleImages.class);

    private final DockerEngine engine;
    private final String base;
    private final Path folder;
    private final List<String> built = new ArrayList<>();

    /** @param folder for what is handed to the engine; as good as empty afterwards */
    BundleImages(DockerEngine engine, String base, Path folder) {
        this.engine = engine;
        this.base = base;
        this.folder = folder;
    }

    /**
     * Sees that all can be made, before anything else takes time.
     *
     * @throws SimulatorException if the base is missing, or a bundle is prepared by nodes, which those of k3s do not do
     */
    void examine(List<Bundle> bundles) {
        for (Bundle bundle : bundles) {
            if (real(bundle)) {
                continue;
            }
            if (bundle.preparation().isPresent()) {
                throw new SimulatorException(
                        "image " + bundle.name() + " is prepared by the node that runs it, and k3s does"
                                + " not do that: have the real image in the Docker engine, `docker pull "
                                + bundle.name() + "`");
            }
            if (engine.images().find(base).isEmpty()) {
                throw new SimulatorException("image " + bundle.name()
                        + " is a folder, which becomes a real image on top of " + base
                        + ", and the Docker engine does not have that: `docker pull " + base
                        + "`, name another image that has " + String.join(", ", bundle.tools())
                        + " in ETLBED_K3S_BASE, or have a real " + bundle.name());
            }
        }
    }

    private boolean real(Bundle bundle) {
        Optional<LocalImage> image = engine.images().find(bundle.name());
        return image.isPresent() && !image.get().labels().keySet().containsAll(Marks.ALL.keySet());
    }

    /** Builds those that are not there as real ones, and names all of them. */
    List<String> build(List<Bundle> bundles) throws InterruptedException {
        examine(bundles);
        Map<String, String> names = new LinkedHashMap<>();
        for (Bundle bundle : bundles) {
            String name = tagged(bundle.name());
            names.put(name, name);
            if (!real(bundle)) {
                build(bundle, name);
            }
        }
        return List.copyOf(names.keySet());
    }

    private static String tagged(String name) {
        return name.lastIndexOf(':') > name.lastIndexOf('/') ? name : name + ":latest";
    }

    private void build(Bundle bundle, String name) throws InterruptedException {
        Path context = folder.resolve("bundle");
        try {
            copy(bundle.rootfs(), Files.createDirectories(context).resolve("rootfs"));
            Files.writeString(context.resolve("Dockerfile"), dockerfile(bundle));
            engine.images().build(context, name, Marks.ALL);
            built.add(name);
            LOG.debug("{} was built on {}", name, base);
        } catch (IOException e) {
            throw new SimulatorException("image " + name + " cannot be made of " + bundle.rootfs() + ": " + e, e);
        } finally {
            remove(context);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file).toString()),
                        LinkOption.NOFOLLOW_LINKS,
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private String dockerfile(Bundle bundle) {
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        lines.add("FROM " + base);
        lines.add("COPY rootfs/ /");
        new TreeMap<>(bundle.environment())
                .forEach((variable, value) -> lines.add("ENV " + variable + "=" + quoted(value)));
        lines.add("ENTRYPOINT " + Serialization.asJson(bundle.entrypoint()));
        lines.add("CMD " + Serialization.asJson(bundle.arguments()));
        return lines.toString();
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$") + '"';
    }

    private static void remove(Path context) {
        try {
            FileTree.remove(context);
        } catch (IOException e) {
            LOG.warn("{} cannot be removed: {}", context, e.getMessage());
        }
    }

    /** Takes what was built out of the engine again. */
    void close() {
        built.forEach(engine.images()::remove);
        built.clear();
    }
}
