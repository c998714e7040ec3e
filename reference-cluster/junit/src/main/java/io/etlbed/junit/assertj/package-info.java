/**
 * Assertions on what ETLs answer, for AssertJ. Nothing else of this module needs AssertJ, which whoever uses them adds to their
 * project.
 */
@NullMarked
package io.etlbed.junit.assertj;

import org.jspecify.annotations.NullMarked;
