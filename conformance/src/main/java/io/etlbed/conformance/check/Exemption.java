package io.etlbed.conformance.check;

/**
 * Why a requirement does not apply to an implementation.
 *
 * @param reason in a sentence
 * @param source where that is written or was seen
 */
public record Exemption(String reason, String source) {}
