/** YAML files of users, read so that each complaint names its line and column. */
@NullMarked
package io.etlbed.conformance.yaml;

import org.jspecify.annotations.NullMarked;
