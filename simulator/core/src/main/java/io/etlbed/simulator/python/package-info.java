/**
 * Python for pods: which interpreters this host has, which of them is meant by a version, and environments with the
 * packages that a pod asks for in pip's format. {@link io.etlbed.simulator.python.PythonPreparation} puts them together.
 */
@NullMarked
package io.etlbed.simulator.python;

import org.jspecify.annotations.NullMarked;
