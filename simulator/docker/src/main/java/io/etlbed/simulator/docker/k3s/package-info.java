/**
 * The provider {@code k3s}: real Kubernetes in containers, one server and any number of agents. It starts from images that the
 * engine has, and pulls none.
 */
@NullMarked
package io.etlbed.simulator.docker.k3s;

import org.jspecify.annotations.NullMarked;
