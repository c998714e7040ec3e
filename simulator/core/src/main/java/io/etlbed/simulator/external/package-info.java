/** The provider {@code kubeconfig}: clusters that were there before and stay when we go. */
@NullMarked
package io.etlbed.simulator.external;

import org.jspecify.annotations.NullMarked;
