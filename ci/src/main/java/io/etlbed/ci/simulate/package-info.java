/** What grows with the number of targets, and how: measured in one JVM, and by a model beyond it (XFORM-08). */
@NullMarked
package io.etlbed.ci.simulate;

import org.jspecify.annotations.NullMarked;
