package io.etlbed.playbooks;

import java.nio.file.Path;

/**
 * A file that a step has left to be looked at.
 *
 * @param file a JPEG or a PNG
 * @param caption what it shows
 */
public record Picture(Path file, String caption) {}
