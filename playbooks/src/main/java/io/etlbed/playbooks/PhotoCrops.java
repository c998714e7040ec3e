package io.etlbed.playbooks;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Makes pictures out of a photograph: parts of it, mirrored or not. The same seed gives the same pictures. */
final class PhotoCrops {

    private static final double LEAST_PART = 0.25;
    private static final double NARROWEST = 0.75;
    private static final float QUALITY = 0.9f;
    private static final long MOST_PIXELS = 64_000_000;

    private final BufferedImage photo;
    private final SplittableRandom random;
    private final int size;

    /** @param size width and height of the pictures, in pixels */
    PhotoCrops(Path file, int size, long seed) throws IOException {
        this.photo = read(file);
        this.random = new SplittableRandom(seed);
        this.size = size;
    }

    /** The next one, as a JPEG. */
    byte[] next() throws IOException {
        double part = photo.getWidth() * (double) photo.getHeight() * random.nextDouble(LEAST_PART, 1);
        double shape = random.nextDouble(NARROWEST, 1 / NARROWEST);
        int width = (int) Math.max(1, Math.min(photo.getWidth(), Math.round(Math.sqrt(part * shape))));
        int height = (int) Math.max(1, Math.min(photo.getHeight(), Math.round(Math.sqrt(part / shape))));
        int left = random.nextInt(photo.getWidth() - width + 1);
        int top = random.nextInt(photo.getHeight() - height + 1);
        boolean mirrored = random.nextBoolean();
        BufferedImage picture = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        try {
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            int from = mirrored ? left + width : left;
            int to = mirrored ? left : left + width;
            pen.drawImage(photo, 0, 0, size, size, from, top, to, top + height, null);
        } finally {
            pen.dispose();
        }
        return jpeg(picture);
    }

    /** What its header says of its size is looked at first: a small file may claim to be a wall. */
    private static BufferedImage read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException(file + " is no picture");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                    throw new IOException(file + " has more than " + MOST_PIXELS / 1_000_000 + " million pixels");
                }
                return reader.read(0);
            } catch (IOException e) {
                throw new IOException(file + " cannot be read as a picture: " + e.getMessage(), e);
            } finally {
                reader.dispose();
            }
        }
    }

    static byte[] jpeg(BufferedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
