/** Of the files for pipelines of others: their shape, and that what they run does run. */
@NullMarked
package io.etlbed.ci.pipelines;

import org.jspecify.annotations.NullMarked;
