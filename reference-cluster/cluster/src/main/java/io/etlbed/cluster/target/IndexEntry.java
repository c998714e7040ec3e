package io.etlbed.cluster.target;

import org.jspecify.annotations.Nullable;

/**
 * What an index knows of a name.
 *
 * @param meta of the object; null where it was removed, which hides what older parts of the index know
 */
record IndexEntry(String name, @Nullable ObjectMeta meta) {}
