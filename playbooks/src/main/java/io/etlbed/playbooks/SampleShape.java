package io.etlbed.playbooks;

/**
 * What a data set in the shape of ImageNet is to hold ({@code train/NNNNNNN.jpg} with {@code .cls}, and {@code val/}).
 *
 * @param train how many pictures for the training; 0: four fifths of the photographs, as they are
 * @param val how many for the validation; 0: the rest of the photographs, as they are
 * @param size width and height in pixels of pictures that are made, by crops and flips, where some number is given
 */
public record SampleShape(int train, int val, int size) {

    /** The photographs themselves. */
    public static final SampleShape AS_THEY_ARE = new SampleShape(0, 0, 0);

    private static final int MOST = 100_000;
    private static final int USUAL_SIZE = 256;
    private static final int LARGEST = 1024;

    /** @throws PlaybookException if a number is out of bounds */
    public SampleShape {
        if (train < 0 || val < 0 || train > MOST || val > MOST || (train == 0) != (val == 0)) {
            throw new PlaybookException("a sample has 1 to " + MOST + " pictures for the training, and for the"
                    + " validation, not " + train + " and " + val);
        }
        size = size == 0 ? USUAL_SIZE : size;
        if (size < 16 || size > LARGEST) {
            throw new PlaybookException("pictures of a sample have 16 to " + LARGEST + " pixels a side, not " + size);
        }
    }

    /** Whether pictures are made of photographs, and not these themselves taken. */
    boolean crops() {
        return train > 0;
    }
}
