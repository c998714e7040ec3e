/**
 * The types of Kubernetes as data: the fields of each message, their numbers in protobuf, and how server-side apply merges
 * them. The classes of the fabric8 model know neither.
 */
@NullMarked
package io.etlbed.simulator.embedded.schema;

import org.jspecify.annotations.NullMarked;
