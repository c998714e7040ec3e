package io.etlbed.playbooks;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Files out of a package of the Python registry, for those who give none of their own.
 *
 * @param about what they are
 * @param requirement the package and its version, {@code name==version}
 * @param sha256 of the wheel; another one is refused
 * @param licence named on the console
 * @param files glob over the wheel's entries
 * @param sample what is made of them; absent: they are taken as they are
 */
record DataPackage(
        @JsonProperty(required = true) String about,
        @JsonProperty(value = "package", required = true) String requirement,
        @JsonProperty(required = true) String sha256,
        @JsonProperty(required = true) String licence,
        @JsonProperty(required = true) String files,
        @Nullable SampleShape sample) {}
