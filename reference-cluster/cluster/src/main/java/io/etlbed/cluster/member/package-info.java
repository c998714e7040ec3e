/**
 * Which nodes make up the cluster, and what every one of them knows: the cluster map, the buckets, the ETLs. The primary
 * proxy changes it and brings it to the others; if the primary is lost, the others elect another.
 */
@NullMarked
package io.etlbed.cluster.member;

import org.jspecify.annotations.NullMarked;
