/**
 * A history of puts, gets, transforms and deletes by clients at the same time, with nodes killed and returned meanwhile, that is
 * checked afterwards: no acknowledged object lost, no version older than an acknowledged one read, no wrong byte.
 */
@NullMarked
package io.etlbed.ci.history;

import org.jspecify.annotations.NullMarked;
