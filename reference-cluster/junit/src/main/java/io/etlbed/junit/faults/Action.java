package io.etlbed.junit.faults;

/**
 * What is to be done to one request.
 *
 * @param before to the request; else to its answer
 * @param season until whose end it may be done
 */
record Action(Kind kind, boolean before, Season season) {}
