/**
 * ETL proper: the rules over a Pod spec and an ETL_ID, the pod and service made of them, their life cycle, and the ways
 * in which a target talks to its own pod. Kubernetes is reached through a fabric8 client alone.
 */
@NullMarked
package io.etlbed.cluster.etl;

import org.jspecify.annotations.NullMarked;
