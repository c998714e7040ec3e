package io.etlbed.cluster.dashboard;

import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The page and what belongs to it, from the jar. */
final class Pages {

    private static final String PAGE = "dashboard.html";

    private static final Map<String, String> TYPES = Map.of(
            PAGE,
            "text/html; charset=utf-8",
            "dashboard.css",
            "text/css; charset=utf-8",
            "dashboard.js",
            "text/javascript; charset=utf-8",
            "sections.js",
            "text/javascript; charset=utf-8",
            "etls.js",
            "text/javascript; charset=utf-8",
            "logs.js",
            "text/javascript; charset=utf-8",
            "dom.js",
            "text/javascript; charset=utf-8",
            "icon.svg",
            "image/svg+xml");

    private final Map<String, Document> read = new ConcurrentHashMap<>();

    /**
     * @param name below {@code /dashboard/}; empty for the page
     * @throws AisException 404 where there is none
     */
    Document find(String name) {
        String file = name.isEmpty() ? PAGE : name;
        if (!TYPES.containsKey(file)) {
            throw new AisException(404, "there is nothing at /dashboard/" + name);
        }
        return read.computeIfAbsent(file, Pages::read);
    }

    private static Document read(String file) {
        try (InputStream in = Pages.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not in the jar");
            }
            return Document.page(in.readAllBytes(), String.valueOf(TYPES.get(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
