/** A Docker engine, or Podman's service that answers as one. No type of the library behind it leaves this package. */
@NullMarked
package io.etlbed.simulator.docker.engine;

import org.jspecify.annotations.NullMarked;
