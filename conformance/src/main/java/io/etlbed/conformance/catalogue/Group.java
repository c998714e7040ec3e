package io.etlbed.conformance.catalogue;

/**
 * A chapter of the catalogue.
 *
 * @param key what its ids begin with, such as {@code SPEC}
 * @param title its heading, such as {@code Pod specification given to init spec}
 */
public record Group(String key, String title) {}
