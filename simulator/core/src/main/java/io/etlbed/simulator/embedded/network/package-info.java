/**
 * Ways into the networks of pods. A pod's network is a namespace of its own without a link to the outside; sockets are
 * opened inside it by a door thread, in this JVM where it may (root, or a user namespace of its own), in a relay process
 * elsewhere.
 */
@NullMarked
package io.etlbed.simulator.embedded.network;

import org.jspecify.annotations.NullMarked;
