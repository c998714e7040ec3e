package io.etlbed.conformance.evidence;

import java.time.Duration;

/**
 * A request and its answer.
 *
 * @param request method, URL, headers and body, as text of several lines; a body that is long or no text is described
 * @param answer where it came from, status, headers and body, likewise
 * @param decisive whether the check failed by this one
 */
public record SeenExchange(String request, String answer, Duration time, boolean decisive) {}
