/** Objects of Kubernetes in protobuf, as kubectl sends them since 1.32, read into the JSON that they mean. */
@NullMarked
package io.etlbed.simulator.embedded.protobuf;

import org.jspecify.annotations.NullMarked;
