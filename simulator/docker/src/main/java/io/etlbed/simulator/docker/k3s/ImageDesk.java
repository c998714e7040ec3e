package io.etlbed.simulator.docker.k3s;

import io.etlbed.simulator.Bundle;
import io.etlbed.simulator.ContainerImage;
import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.docker.engine.DockerEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Takes images in any form, and sees that nodes get them. */
final class ImageDesk implements AutoCloseable {

    /** Kubernetes' own, such as the pause image, without which no pod starts; nodes pull those that they are not given. */
    private static final String OF_K3S = "rancher/mirrored-";

    private final DockerEngine engine;
    private final BundleImages bundles;
    private final List<String> built = new ArrayList<>();
    private List<K3sNode> nodes = List.of();

    ImageDesk(DockerEngine engine, String base, Path folder) {
        this.engine = engine;
        this.bundles = new BundleImages(engine, base, folder);
    }

    /**
     * Sees that all images are there, before any node is started.
     *
     * @throws SimulatorException if one is not; the message says how to get it
     */
    void examine(List<ContainerImage> real, List<Bundle> folders) {
        for (ContainerImage image : real) {
            if (image instanceof ContainerImage.Local local
                    && local.required()
                    && engine.images().find(local.name()).isEmpty()) {
                throw NodeImages.missing(local.name());
            } else if (image instanceof ContainerImage.Archive archive && !Files.isRegularFile(archive.file())) {
                throw new SimulatorException("there is no image archive " + archive.file());
            } else if (image instanceof ContainerImage.Build build
                    && !Files.isRegularFile(build.folder().resolve("Dockerfile"))) {
                throw new SimulatorException("there is no Dockerfile in " + build.folder() + ", of which image "
                        + build.name() + " is to be built");
            }
        }
        bundles.examine(folders);
    }

    /** Where images go from now on. Nodes get what the engine has of Kubernetes' own images at once. */
    void open(List<K3sNode> ready) throws InterruptedException {
        nodes = ready;
        List<String> own = engine.images().named(OF_K3S);
        if (!own.isEmpty()) {
            new NodeImages(engine, nodes).local(own);
        }
    }

    synchronized void real(List<ContainerImage> images) throws InterruptedException {
        List<String> names = new ArrayList<>();
        for (ContainerImage image : images) {
            if (image instanceof ContainerImage.Local local) {
                if (local.required() || engine.images().find(local.name()).isPresent()) {
                    names.add(local.name());
                }
            } else if (image instanceof ContainerImage.Build build) {
                engine.images().build(build.folder(), build.name(), Marks.ALL);
                built.add(build.name());
                names.add(build.name());
            } else if (image instanceof ContainerImage.Archive archive) {
                new NodeImages(engine, nodes).archive(archive.file());
            }
        }
        if (!names.isEmpty()) {
            new NodeImages(engine, nodes).local(names);
        }
    }

    synchronized void bundles(List<Bundle> folders) throws InterruptedException {
        if (!folders.isEmpty()) {
            new NodeImages(engine, nodes).local(bundles.build(folders));
        }
    }

    /** Takes what was built out of the engine again. */
    @Override
    public void close() {
        built.forEach(engine.images()::remove);
        built.clear();
        bundles.close();
    }
}
