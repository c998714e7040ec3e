/** Control groups of the kernel, version 1 and 2, as far as this process may make some: they limit memory and CPU. */
@NullMarked
package io.etlbed.simulator.embedded.cgroup;

import org.jspecify.annotations.NullMarked;
