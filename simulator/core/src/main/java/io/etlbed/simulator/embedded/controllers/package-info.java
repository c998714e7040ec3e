/** The control loops of the embedded cluster that need nothing but the store. */
@NullMarked
package io.etlbed.simulator.embedded.controllers;

import org.jspecify.annotations.NullMarked;
