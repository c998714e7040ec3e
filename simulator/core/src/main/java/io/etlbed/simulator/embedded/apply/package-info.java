/**
 * Server-side apply: who manages which fields of an object, what an applied configuration changes, and with whom it
 * conflicts. It works on trees of JSON and knows no store.
 */
@NullMarked
package io.etlbed.simulator.embedded.apply;

import org.jspecify.annotations.NullMarked;
