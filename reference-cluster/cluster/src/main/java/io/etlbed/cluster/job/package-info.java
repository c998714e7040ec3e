/**
 * Jobs (xactions): copying and transforming buckets. Both are one job, with or without a transform (XFORM-03), of all targets at
 * once; each does the objects that it holds (XFORM-04). The primary proxy starts it, follows it and has the last word.
 */
@NullMarked
package io.etlbed.cluster.job;

import org.jspecify.annotations.NullMarked;
