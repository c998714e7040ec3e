/**
 * Runs pods. The runtime {@code process} makes a pod of operating-system processes in namespaces of their own, with
 * util-linux alone and without root; see {@link io.etlbed.simulator.embedded.runtime.ProcessRuntime}.
 */
@NullMarked
package io.etlbed.simulator.embedded.runtime;

import org.jspecify.annotations.NullMarked;
