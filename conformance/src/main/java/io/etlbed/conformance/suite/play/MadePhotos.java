package io.etlbed.conformance.suite.play;

import io.etlbed.playbooks.Playbooks;
import io.etlbed.playbooks.SampleShape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;

/** A small data set in the shape of ImageNet, of pictures that are made up: a check needs no registry for it. */
final class MadePhotos {

    /** Class, darkest colour, width and height; the first has the class of the picture that the documents name. */
    private static final int[][] PICTURES = {
        {251, 0x100808, 320, 240}, {7, 0x60a010, 200, 300}, {7, 0xb00030, 96, 96}, {999, 0x4040c0, 500, 375}
    };

    private MadePhotos() {}

    /**
     * Makes it in a folder, which must be there and empty.
     *
     * @param shape what is made of the pictures
     */
    static Path in(Path folder, Random random, SampleShape shape) throws IOException, InterruptedException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        for (int i = 0; i < PICTURES.length; i++) {
            BufferedImage picture = picture(PICTURES[i][1], PICTURES[i][2], PICTURES[i][3], random);
            if (!ImageIO.write(
                    picture,
                    "jpeg",
                    photos.resolve(i + "_" + PICTURES[i][0] + ".jpg").toFile())) {
                throw new IOException("this Java writes no JPEGs");
            }
        }
        Path sample = folder.resolve("sample");
        String unused = Playbooks.sample(Optional.of(photos), sample, shape);
        return sample;
    }

    /** Colours that run into each other, with a box: each part of it looks like no other. */
    private static BufferedImage picture(int colour, int width, int height, Random random) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int left = random.nextInt(width / 2);
        int top = random.nextInt(height / 2);
        int box = random.nextInt(0x1000000);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean inside = x >= left && x < left + width / 3 && y >= top && y < top + height / 3;
                int run = ((63 * x / width) << 16) | ((63 * y / height) << 8) | (63 * (x + y) / (width + height));
                picture.setRGB(x, y, inside ? box : run + colour);
            }
        }
        return picture;
    }
}
