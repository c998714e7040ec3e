/**
 * AIStore 3.11 as far as its gateway judges what it is sent: a stand-in that is held to the answers of a real one, of release
 * 3.11 on a real Kubernetes (k3s), which are in {@code aistore-3.11-answers.jsonl}, a request with its answer in each line.
 */
@NullMarked
package io.etlbed.conformance.aistore;

import org.jspecify.annotations.NullMarked;
