/** What is told of a test that has failed. */
@NullMarked
package io.etlbed.junit.report;

import org.jspecify.annotations.NullMarked;
