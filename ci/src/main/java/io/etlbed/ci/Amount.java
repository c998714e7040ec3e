package io.etlbed.ci;

/** A number of things, as a person writes it. */
final class Amount {

    private Amount() {}

    static String of(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
