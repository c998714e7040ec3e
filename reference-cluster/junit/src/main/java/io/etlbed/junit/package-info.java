/** The reference cluster on a simulated Kubernetes, for tests and for the {@code etlbed} command. */
@NullMarked
package io.etlbed.junit;

import org.jspecify.annotations.NullMarked;
