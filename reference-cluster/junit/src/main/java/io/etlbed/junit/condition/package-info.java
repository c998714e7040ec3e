/** Conditions of tests on what this machine has, each of which says what is missing. */
@NullMarked
package io.etlbed.junit.condition;

import org.jspecify.annotations.NullMarked;
