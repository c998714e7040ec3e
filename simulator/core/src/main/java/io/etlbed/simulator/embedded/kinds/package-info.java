/**
 * What the API server knows about each kind of object: how it is named, what is filled in, what is refused, by which
 * fields it can be selected, and which columns {@code kubectl get} shows. One class for each concern of each kind; the
 * list of them is {@link io.etlbed.simulator.embedded.kinds.Kinds}.
 */
@NullMarked
package io.etlbed.simulator.embedded.kinds;

import org.jspecify.annotations.NullMarked;
