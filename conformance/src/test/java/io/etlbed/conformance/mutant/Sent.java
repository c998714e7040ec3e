package io.etlbed.conformance.mutant;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A request on its way to a node.
 *
 * @param at whom it goes to
 * @param target raw path with query
 * @param body of a control call; objects pass by
 */
record Sent(Role at, String method, String target, Map<String, List<String>> headers, byte[] body) {

    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    boolean is(String wanted, String path) {
        return method.equals(wanted) && path().equals(path);
    }

    boolean isInit() {
        return is("PUT", "/v1/etl");
    }

    boolean isList() {
        return is("GET", "/v1/etl");
    }

    boolean isObject() {
        return target.startsWith("/v1/objects/");
    }

    boolean isTransform() {
        return method.equals("GET") && (at == Role.CONTAINER || (isObject() && target.matches(".*[?&]uuid=.*")));
    }

    Sent to(String other) {
        return new Sent(at, method, other, headers, body);
    }

    Sent saying(String text) {
        return new Sent(at, method, target, headers, text.getBytes(StandardCharsets.UTF_8));
    }
}
