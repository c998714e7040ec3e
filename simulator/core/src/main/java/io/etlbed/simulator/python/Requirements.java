package io.etlbed.simulator.python;

import java.util.List;

/**
 * What a pod wants installed, in pip's format, after it was found to stay within its environment.
 *
 * @param text the lines as pip is to read them: joined, without comments, each where it was
 * @param names what it asks for, for people; empty where there is nothing to install
 */
record Requirements(String text, List<String> names) {

    Requirements {
        names = List.copyOf(names);
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    /** The text, whatever the number of empty lines in it. */
    String essence() {
        return text.replaceAll("\n+", "\n").strip();
    }
}
