package io.etlbed.junit.assertj;

import io.etlbed.junit.EtlResult;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a result that is an image. */
public final class ImageAssert extends AbstractAssert<ImageAssert, ImageFacts> {

    /** Larger ones are taken by their heads, so that a small file cannot ask for all the memory there is. */
    private static final long MOST_PIXELS = 40_000_000;

    private ImageAssert(ImageFacts actual) {
        super(actual, ImageAssert.class);
    }

    static ImageAssert of(EtlResult result, String description) {
        Fault fault = new Fault(description);
        try (InputStream bytes = result.stream();
                ImageInputStream in = ImageIO.createImageInputStream(bytes)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw fault.of(
                        "Expecting an image, but no format that this JVM reads (%s) begins so: %s",
                        formats(), Shown.content(result));
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                ImageFacts facts = new ImageFacts(
                        reader.getFormatName().toLowerCase(Locale.ROOT), reader.getWidth(0), reader.getHeight(0));
                if (facts.pixels() <= MOST_PIXELS) {
                    reader.read(0);
                }
                return new ImageAssert(facts).as(description);
            } catch (IOException | RuntimeException e) {
                throw fault.of(
                        "Expecting an image, but this %s cannot be read to its end: %s; it is %s",
                        reader.getFormatName(), e.getMessage(), Shown.content(result));
            } finally {
                reader.dispose();
            }
        } catch (IOException e) {
            throw fault.of("Expecting an image, but it cannot be read: %s", e.getMessage());
        }
    }

    private static String formats() {
        return Stream.of(ImageIO.getReaderFormatNames())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** In pixels. */
    public ImageAssert hasWidth(int expected) {
        if (actual.width() != expected) {
            throw failure("Expecting an image %d pixels wide, but it is %s", expected, actual);
        }
        return this;
    }

    /** In pixels. */
    public ImageAssert hasHeight(int expected) {
        if (actual.height() != expected) {
            throw failure("Expecting an image %d pixels high, but it is %s", expected, actual);
        }
        return this;
    }

    /** In pixels. */
    public ImageAssert hasDimensions(int width, int height) {
        if (actual.width() != width || actual.height() != height) {
            throw failure("Expecting an image of %d × %d pixels, but it is %s", width, height, actual);
        }
        return this;
    }

    /** {@code png}, {@code jpeg}, {@code gif}, {@code bmp}, {@code tiff} or {@code wbmp}, in any case. */
    public ImageAssert hasFormat(String expected) {
        String wanted = expected.toLowerCase(Locale.ROOT);
        String plain = wanted.equals("jpg") ? "jpeg" : wanted.equals("tif") ? "tiff" : wanted;
        if (!actual.format().equals(plain)) {
            throw failure("Expecting an image in the format %s, but it is %s", plain, actual);
        }
        return this;
    }
}
