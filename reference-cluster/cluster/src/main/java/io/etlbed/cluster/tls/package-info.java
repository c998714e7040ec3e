/** Certificates and keys as users give them, for nodes and for clients. */
@NullMarked
package io.etlbed.cluster.tls;

import org.jspecify.annotations.NullMarked;
