@NullMarked
package io.etlbed.ci.history;

import org.jspecify.annotations.NullMarked;
