package io.etlbed.simulator.embedded.identity;

import java.time.Instant;

/**
 * A token that was made. Its text form is without the token itself.
 *
 * @param value the JWT
 */
public record IssuedToken(String value, Instant expires) {

    @Override
    public String toString() {
        return "IssuedToken[…, expires=" + expires + "]";
    }
}
