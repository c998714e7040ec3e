/** Certificates for servers of tests, by an authority that is made for them. */
@NullMarked
package io.etlbed.simulator.certificate;

import org.jspecify.annotations.NullMarked;
