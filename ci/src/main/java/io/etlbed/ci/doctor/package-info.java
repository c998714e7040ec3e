/** What this machine has for etlbed, and what it lacks. */
@NullMarked
package io.etlbed.ci.doctor;

import org.jspecify.annotations.NullMarked;
