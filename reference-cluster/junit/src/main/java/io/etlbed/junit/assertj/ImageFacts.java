package io.etlbed.junit.assertj;

/**
 * What is asserted of an image.
 *
 * @param format in lower case, such as {@code jpeg}
 * @param width in pixels
 * @param height in pixels
 */
public record ImageFacts(String format, int width, int height) {

    long pixels() {
        return (long) width * height;
    }

    /** Such as {@code jpeg, 640 × 480 pixels}. */
    @Override
    public String toString() {
        return format + ", " + width + " × " + height + " pixels";
    }
}
