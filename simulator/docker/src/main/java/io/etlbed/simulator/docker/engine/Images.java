package io.etlbed.simulator.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.command.SaveImagesCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.BuildResponseItem;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.Image;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The images of an engine. Nothing is ever pulled: what is not there is said to be missing. */
public final class Images {

    private final DockerClient client;

    Images(DockerClient client) {
        this.client = client;
    }

    /** The image by its name; without a tag, {@code latest}. Empty where the engine does not have it. */
    public Optional<LocalImage> find(String name) {
        try {
            InspectImageResponse image = client.inspectImageCmd(name).exec();
            Map<String, String> labels = Optional.ofNullable(image.getConfig())
                    .map(ContainerConfig::getLabels)
                    .orElse(Map.of());
            List<String> tags = Optional.ofNullable(image.getRepoTags()).orElse(List.of()).stream()
                    .map(Images::familiar)
                    .toList();
            return Optional.of(new LocalImage(String.valueOf(image.getId()), tags, labels));
        } catch (NotFoundException missing) {
            return Optional.empty();
        } catch (RuntimeException e) {
            throw Words.refused("about image " + name, e);
        }
    }

    /** Names with tags of the images whose names begin so, in alphabetical order. */
    public List<String> named(String beginning) {
        try {
            return client.listImagesCmd().exec().stream()
                    .map(Image::getRepoTags)
                    .flatMap(tags -> tags == null ? Stream.empty() : Arrays.stream(tags))
                    .map(Images::familiar)
                    .filter(tag -> tag.startsWith(beginning))
                    .sorted()
                    .toList();
        } catch (RuntimeException e) {
            throw Words.refused("which images it has", e);
        }
    }

    /** As Docker names it: Podman gives the registry too. */
    private static String familiar(String name) {
        return name.replaceFirst("^docker\\.io/(library/)?", "");
    }

    /**
     * Builds an image from a folder with a {@code Dockerfile}, of images that the engine has.
     *
     * @param tag name of the new image
     * @throws EngineException if it cannot be built; the message has the end of what the build said
     */
    public void build(Path folder, String tag, Map<String, String> labels) throws InterruptedException {
        Tail said = new Tail();
        if (!Files.isRegularFile(folder.resolve("Dockerfile"))) {
            throw new EngineException(
                    "image " + tag + " cannot be built: there is no Dockerfile in " + folder,
                    new IllegalArgumentException(folder.toString()));
        }
        try (BuildImageResultCallback result = new Listening(said)) {
            client.buildImageCmd(folder.toFile())
                    .withTags(Set.of(tag))
                    .withLabels(labels)
                    .withForcerm(true)
                    .exec(result)
                    .awaitImageId();
        } catch (Exception e) {
            if (Thread.interrupted()) {
                throw (InterruptedException) new InterruptedException("building image " + tag).initCause(e);
            }
            throw new EngineException(
                    "image " + tag + " cannot be built from " + folder + ": " + Words.of(e) + System.lineSeparator()
                            + said.text().strip(),
                    e);
        }
    }

    /** Hears what a build says. */
    private static final class Listening extends BuildImageResultCallback {

        private final Tail said;

        Listening(Tail said) {
            this.said = said;
        }

        @Override
        public void onNext(BuildResponseItem item) {
            if (item.getStream() != null) {
                said.add(item.getStream().getBytes(StandardCharsets.UTF_8));
            }
            super.onNext(item);
        }
    }

    /**
     * Images as one tar, under their names; what they share is in it once.
     *
     * @return what the engine sends as it is read; the caller closes it
     * @throws EngineException if one of them is not there
     */
    public InputStream save(List<String> names) {
        try {
            SaveImagesCmd command = client.saveImagesCmd();
            for (String name : names) {
                int colon = name.lastIndexOf(':');
                boolean tagged = colon > name.lastIndexOf('/');
                command.withImage(
                        tagged ? name.substring(0, colon) : name, tagged ? name.substring(colon + 1) : "latest");
            }
            return command.exec();
        } catch (RuntimeException e) {
            throw Words.refused("for images " + String.join(", ", names), e);
        }
    }

    /** Takes a name away, and the image if that was its last; one that is not there, or is in use, is left alone. */
    public void remove(String name) {
        try {
            client.removeImageCmd(name).exec();
        } catch (NotFoundException gone) {
            // somebody else was quicker
            return;
        } catch (RuntimeException e) {
            throw Words.refused("to remove image " + name, e);
        }
    }
}
