package io.etlbed.simulator.embedded.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret with which clients show that they may. It does not appear in its own text form. */
final class Token {

    private static final int BYTES = 32;

    private final String value;

    private Token(String value) {
        this.value = value;
    }

    static Token random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    String value() {
        return value;
    }

    /** Whether it is this one; takes as long for a nearly right one as for a wrong one. */
    boolean is(String shown) {
        return MessageDigest.isEqual(shown.getBytes(UTF_8), value.getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return "Token[…]";
    }
}
