/**
 * The rules over what a user hands in to make an ETL: the YAML of a Pod, its annotations, an ETL_ID. Everything that is
 * wrong is found at once, each with the rule it breaks and its line and column (SPEC-16). Stands alone: nothing here
 * reaches a cluster.
 */
@NullMarked
package io.etlbed.cluster.etl.spec;

import org.jspecify.annotations.NullMarked;
