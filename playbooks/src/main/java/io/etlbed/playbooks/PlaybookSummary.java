package io.etlbed.playbooks;

import java.util.List;

/**
 * A line of a list of playbooks.
 *
 * @param name by which it is run
 * @param title one line
 * @param variants names that may stand behind it, after a colon
 */
public record PlaybookSummary(String name, String title, List<String> variants) {

    public PlaybookSummary {
        variants = List.copyOf(variants);
    }
}
