package io.etlbed.playbooks;

import io.etlbed.playbooks.Photos.Photo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes a small data set in the shape of ImageNet out of photographs: {@code train/0278350.jpg}, beside it
 * {@code train/0278350.cls} with the number of the class, and the same below {@code val/}. From the same photographs comes
 * the same data set.
 */
final class ImageNetSample {

    /** So many pictures of each class ImageNet has for the training: its numbers grow with the classes. */
    private static final int OF_A_CLASS = 1281;

    private static final int ONE_IN = 5;
    private static final long SEED = 20211018;

    /** The one picture that the documents name, and the class that has a dog of that kind here. */
    private static final int DOCUMENTED = 278350;

    private static final int DALMATIAN = 251;

    private final Path to;
    private final Map<Integer, Integer> counted = new HashMap<>();
    private final Set<Integer> taken = new HashSet<>();
    private int ofAClass = OF_A_CLASS;

    private ImageNetSample(Path to) {
        this.to = to;
    }

    /** @param to an empty folder */
    static void make(Path photos, Path to, SampleShape shape) throws IOException {
        new ImageNetSample(to).make(Photos.in(photos), shape);
    }

    private void make(List<Photo> photos, SampleShape shape) throws IOException {
        Files.createDirectories(to.resolve("train"));
        Files.createDirectories(to.resolve("val"));
        ofAClass = Math.max(OF_A_CLASS, mostOfAClass(photos, shape));
        for (int i = 0; i < photos.size(); i++) {
            Photo photo = photos.get(i);
            if (!shape.crops()) {
                boolean val = i % ONE_IN == ONE_IN - 1 || i == photos.size() - 1;
                write(val ? "val" : "train", photo.label(), Files.readAllBytes(photo.file()));
                continue;
            }
            PhotoCrops crops = new PhotoCrops(photo.file(), shape.size(), SEED + i);
            crops(crops, "train", photo.label(), share(shape.train(), i, photos.size()));
            crops(crops, "val", photo.label(), share(shape.val(), i, photos.size()));
        }
    }

    private static int mostOfAClass(List<Photo> photos, SampleShape shape) {
        int ofAPhoto = shape.crops() ? (shape.train() + shape.val()) / photos.size() + 2 : 1;
        Map<Integer, Integer> counts = new HashMap<>();
        photos.forEach(photo -> counts.merge(photo.label(), ofAPhoto, Integer::sum));
        return Collections.max(counts.values());
    }

    private void crops(PhotoCrops crops, String folder, int label, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            write(folder, label, crops.next());
        }
    }

    /** As many as come to each of them, and one more for the first ones. */
    private static int share(int all, int which, int of) {
        return all / of + (which < all % of ? 1 : 0);
    }

    private void write(String folder, int label, byte[] picture) throws IOException {
        String name = String.format(Locale.ROOT, "%07d", number(folder, label));
        Files.write(to.resolve(folder).resolve(name + ".jpg"), picture);
        Files.write(
                to.resolve(folder).resolve(name + ".cls"),
                Integer.toString(label).getBytes(StandardCharsets.US_ASCII));
    }

    private int number(String folder, int label) {
        if (label == DALMATIAN && folder.equals("train") && taken.add(DOCUMENTED)) {
            return DOCUMENTED;
        }
        int number;
        do {
            number = label * ofAClass + counted.merge(label, 1, Integer::sum) - 1;
        } while (!taken.add(number));
        return number;
    }
}
