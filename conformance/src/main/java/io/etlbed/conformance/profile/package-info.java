/** Profiles: what is expected where implementations differ, as files. */
@NullMarked
package io.etlbed.conformance.profile;

import org.jspecify.annotations.NullMarked;
