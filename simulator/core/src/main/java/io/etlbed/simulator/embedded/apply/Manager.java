package io.etlbed.simulator.embedded.apply;

/**
 * Somebody who writes objects. The same name is somebody else by another operation, and through another subresource.
 *
 * @param name as the client says
 * @param applies whether by server-side apply, or by any other write
 * @param apiVersion in which it wrote
 * @param subresource through which it wrote; empty for the object itself
 */
record Manager(String name, boolean applies, String apiVersion, String subresource) {

    /** As messages call it. */
    String shown() {
        return '"'
                + name
                + '"'
                + (subresource.isEmpty() ? "" : " with subresource \"" + subresource + '"')
                + (applies ? "" : " using " + apiVersion);
    }

    String operation() {
        return applies ? "Apply" : "Update";
    }
}
