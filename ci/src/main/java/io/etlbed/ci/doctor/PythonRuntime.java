package io.etlbed.ci.doctor;

/**
 * Something that code is written for.
 *
 * @param name by which users ask for it, such as {@code python3.8}
 * @param version the Python that it means, such as {@code 3.8.5}
 */
public record PythonRuntime(String name, String version) {}
