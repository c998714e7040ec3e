@NullMarked
package io.etlbed.simulator.embedded.cgroup;

import org.jspecify.annotations.NullMarked;
