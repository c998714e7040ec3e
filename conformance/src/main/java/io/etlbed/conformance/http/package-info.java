/**
 * The suite's own HTTP: small, it trusts no other client, follows redirects itself, records what went to and fro, and can
 * print any exchange as a {@code curl} line.
 */
@NullMarked
package io.etlbed.conformance.http;

import org.jspecify.annotations.NullMarked;
