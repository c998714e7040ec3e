package io.etlbed.ci.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** The calls of a load, as AIStore's own load generator sends them. Each looks at every byte that it gets. */
final class Calls {

    private static final int PIECE = 64 << 10;
    private static final int LONGEST_PART = 128 << 10;

    private final LoadClient client;
    private final String bucket;
    private final byte[] piece = new byte[PIECE];

    Calls(LoadClient client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /** Writes an object that the caller has claimed; how many bytes. */
    long put(LoadedObject object) throws IOException {
        Content content = object.next();
        Answer answer = client.put(
                path(object, "&skip_vc=true"),
                List.of("Ais-Checksum-Type: xxhash", "Ais-Checksum-Value: " + content.xxhash()),
                content);
        expect(answer, answer.status() == 200 || answer.status() == 201);
        String unused = answer.text();
        object.stored();
        return content.size();
    }

    /** Reads all of an object; how many bytes. */
    long get(LoadedObject object) throws IOException {
        long least = object.acknowledged();
        Answer answer = client.get(path(object, ""), List.of());
        expect(answer, answer.status() == 200);
        InputStream body = answer.body();
        byte[] head = body.readNBytes(Content.HEAD);
        if (head.length < Content.HEAD) {
            throw new LoadFailure("too short an object", object.name() + " has " + head.length + " bytes");
        }
        Content told = Content.told(head, answer.length());
        Content wanted = object.content(told.generation());
        if (told.key() != wanted.key() || told.generation() < 1 || told.generation() > object.begun()) {
            throw new LoadFailure("not the object", object.name() + " begins with bytes that were never put there");
        }
        if (told.generation() < least) {
            throw new LoadFailure(
                    "an older object",
                    object.name() + " as it was at its PUT " + told.generation() + ", when PUT " + least
                            + " had been answered");
        }
        long rest = compare(body, wanted, Content.HEAD, wanted.size(), object);
        String checksum = answer.header("ais-checksum-value").orElse("");
        boolean ours = answer.header("ais-checksum-type").orElse("").equals("xxhash");
        if (ours && !checksum.equals(wanted.xxhash())) {
            throw new LoadFailure("a checksum of other bytes", object.name() + ": " + checksum);
        }
        return Content.HEAD + rest;
    }

    /** Reads a part of an object that nobody writes; how many bytes. */
    long part(LoadedObject object, Random random) throws IOException {
        Content wanted = object.content(object.acknowledged());
        long from = random.nextLong(wanted.size());
        long to = from + random.nextLong(Math.min(LONGEST_PART, wanted.size() - from)) + 1;
        Answer answer = client.get(path(object, ""), List.of("Range: bytes=" + from + "-" + (to - 1)));
        expect(answer, answer.status() == 200 || answer.status() == 206);
        String range = answer.header("content-range").orElse("");
        if (!range.equals("bytes " + from + "-" + (to - 1) + "/" + wanted.size())) {
            throw new LoadFailure(
                    "not the part that was asked for",
                    object.name() + ": bytes " + from + " to " + (to - 1) + " of " + wanted.size() + " are told as \""
                            + range + "\"");
        }
        return compare(answer.body(), wanted, from, to, object);
    }

    /** Reads an object that nobody writes through an ETL; how many bytes the answer has. */
    long transformed(LoadedObject object, String parameter, String etl, EtlAnswers answers) throws IOException {
        String id = URLEncoder.encode(etl, StandardCharsets.UTF_8);
        Answer answer = client.get(path(object, "&" + parameter + "=" + id), List.of());
        expect(answer, answer.status() == 200);
        return answers.check(object, object.content(object.acknowledged()), answer.body(), piece);
    }

    private String path(LoadedObject object, String query) {
        return "/v1/objects/" + bucket + "/" + object.name() + "?provider=ais" + query;
    }

    /** Reads bytes that are known; how many there were. */
    private long compare(InputStream body, Content wanted, long from, long to, LoadedObject object) throws IOException {
        long at = from;
        for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
            if (at + count > to) {
                throw new LoadFailure("too many bytes", object.name() + " goes on behind byte " + to);
            }
            int wrong = wanted.mismatch(at, piece, 0, count);
            if (wrong >= 0) {
                throw new LoadFailure("a wrong byte", object.name() + ", byte " + (at + wrong));
            }
            at += count;
        }
        if (at < to) {
            throw new LoadFailure("too few bytes", object.name() + " ends at byte " + at + ", not " + to);
        }
        return to - from;
    }

    private static void expect(Answer answer, boolean well) throws IOException {
        if (!well) {
            throw new LoadFailure("status " + answer.status(), answer.text());
        }
    }
}
