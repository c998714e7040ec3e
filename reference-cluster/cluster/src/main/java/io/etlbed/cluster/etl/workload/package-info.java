/** What an ETL runs: the user's Pod, or one made for the user's code; each as a Pod without what depends on the target. */
@NullMarked
package io.etlbed.cluster.etl.workload;

import org.jspecify.annotations.NullMarked;
