package io.etlbed.playbooks;

/**
 * A line of a list of playbooks.
 *
 * @param name by which it is run
 * @param title one line
 */
public record PlaybookSummary(String name, String title) {}
