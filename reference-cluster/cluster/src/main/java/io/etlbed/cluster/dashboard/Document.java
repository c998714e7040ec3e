package io.etlbed.cluster.dashboard;

import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.data.RequestHead;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * What the dashboard answers: bytes that a browser is to show, and never to run unless they are the page's own script.
 *
 * @param caching of browsers, as {@code Cache-Control} has it
 * @param etag of these bytes
 */
record Document(byte[] body, String type, String caching, String etag) {

    /**
     * The page runs its own script alone, whatever texts of the cluster are in it, sends no form, and is in nobody's frame;
     * strings never become HTML.
     */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'";

    private static final int ETAG_BYTES = 12;

    /** What a browser may keep, and has to ask for again. */
    static Document page(byte[] body, String type) {
        return new Document(body, type, "no-cache", etag(body));
    }

    /** Of this moment: nobody keeps it. */
    static Document json(byte[] body) {
        return new Document(body, "application/json", "no-store", etag(body));
    }

    /** The same as text. */
    static Document text(byte[] body) {
        return new Document(body, "text/plain; charset=utf-8", "no-store", etag(body));
    }

    private static String etag(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return '"'
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, ETAG_BYTES))
                    + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** 200, or 304 where the client has it. */
    ControlResponse answer(RequestHead request) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", type);
        headers.put("Cache-Control", caching);
        headers.put("ETag", etag);
        headers.put("Content-Security-Policy", POLICY);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        if (isKnown(request.header("if-none-match").orElse(""))) {
            headers.put("Content-Length", Integer.toString(body.length));
            return new ControlResponse(304, headers, new byte[0]);
        }
        return new ControlResponse(200, headers, body);
    }

    private boolean isKnown(String tags) {
        return Arrays.stream(tags.split(","))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(tag -> tag.equals(etag) || tag.equals("*"));
    }
}
