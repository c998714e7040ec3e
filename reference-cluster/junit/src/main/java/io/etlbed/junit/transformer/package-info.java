/**
 * What becomes an ETL in one line: {@link io.etlbed.junit.transformer.Transformer}, a folder, a specification, a command in any
 * language, a server that runs, or Java code.
 */
@NullMarked
package io.etlbed.junit.transformer;

import org.jspecify.annotations.NullMarked;
