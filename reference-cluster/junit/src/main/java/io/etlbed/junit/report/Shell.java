package io.etlbed.junit.report;

/** Words of command lines. */
final class Shell {

    private Shell() {}

    /** In quotes where a shell would see more than a word in it. */
    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=@%+,-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
