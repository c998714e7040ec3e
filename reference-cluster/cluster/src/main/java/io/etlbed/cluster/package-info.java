/** The reference cluster: proxies and targets in this JVM, over real HTTP. */
@NullMarked
package io.etlbed.cluster;

import org.jspecify.annotations.NullMarked;
