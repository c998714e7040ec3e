/**
 * A long run of everything at once: transforms by all mechanisms, ETLs that come and go, pods that are killed. No byte may
 * be wrong, every error must be one that the catalogue allows, and nothing may grow.
 */
@NullMarked
package io.etlbed.ci.soak;

import org.jspecify.annotations.NullMarked;
