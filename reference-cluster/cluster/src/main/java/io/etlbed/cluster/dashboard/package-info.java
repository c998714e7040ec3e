/** A page for people: what the cluster is and does, as one of its proxies gathers it. It only reads. */
@NullMarked
package io.etlbed.cluster.dashboard;

import org.jspecify.annotations.NullMarked;
