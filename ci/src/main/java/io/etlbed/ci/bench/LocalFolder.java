package io.etlbed.ci.bench;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.playbooks.Playbooks;
import io.etlbed.playbooks.SampleShape;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Files here, whose names are those of objects. */
record LocalFolder(Path path) {

    /** The files of a playbook, copied to a folder of its name. */
    static LocalFolder ofPlaybook(String playbook, Path work) throws IOException {
        Path folder = work.resolve(playbook);
        Playbooks.copyFiles(playbook, folder);
        return new LocalFolder(folder);
    }

    /** Pictures in the shape of ImageNet, made of photographs. */
    static LocalFolder ofSample(Path folder, SampleShape shape, PrintStream progress)
            throws IOException, InterruptedException {
        progress.println(folder + ": " + Playbooks.sample(Optional.empty(), folder, shape));
        return new LocalFolder(folder);
    }

    Path file(String name) {
        return path.resolve(name);
    }

    String text(String name) throws IOException {
        return Files.readString(file(name));
    }

    /** Names of the files with an ending, in their order. */
    List<String> names(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> path.relativize(file).toString())
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /** Puts all files into a bucket. */
    void put(AisClient ais, String bucket) throws IOException, InterruptedException {
        for (String name : names("")) {
            ais.objects().put(new ObjectRef(bucket, name), ObjectBody.of(file(name)));
        }
    }
}
