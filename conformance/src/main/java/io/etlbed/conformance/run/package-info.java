/** Running the suite: what is asked for, where the cluster comes from, and how it goes. */
@NullMarked
package io.etlbed.conformance.run;

import org.jspecify.annotations.NullMarked;
