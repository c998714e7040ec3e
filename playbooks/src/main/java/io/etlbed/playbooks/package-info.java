/**
 * The documents' walk-throughs, executable: a playbook is a folder of files and steps, a run executes each step, checks
 * what it shows, and prints it as documentation.
 */
@NullMarked
package io.etlbed.playbooks;

import org.jspecify.annotations.NullMarked;
