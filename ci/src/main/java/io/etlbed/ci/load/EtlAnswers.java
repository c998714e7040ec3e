package io.etlbed.ci.load;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What an ETL is to make of the objects: themselves, if it is the documents' echo, or their MD5 in hex. Of any other ETL nothing is
 * known but that it makes the same of an object each time. Which it is shows at each object's first answer.
 */
final class EtlAnswers {

    /** XXH64 of what was made of an object. */
    private final Map<LoadedObject, Long> first = new ConcurrentHashMap<>();

    private final boolean known;

    private EtlAnswers(boolean known) {
        this.known = known;
    }

    /** Of an ETL whose answers must be an echo or an MD5. */
    static EtlAnswers echoOrMd5() {
        return new EtlAnswers(true);
    }

    /** Of an ETL that nothing is known of. */
    static EtlAnswers anything() {
        return new EtlAnswers(false);
    }

    /**
     * Reads an answer.
     *
     * @param piece room for some of it
     * @return its bytes
     * @throws LoadFailure where it cannot be right
     */
    long check(LoadedObject object, Content content, InputStream body, byte[] piece) throws IOException {
        HashStream64 hash = Hashing.xxh64().hashStream();
        long count = 0;
        for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
            hash.putBytes(piece, 0, read);
            count += read;
        }
        long made = hash.getAsLong();
        Long before = first.get(object);
        if (before == null) {
            if (known && made != echo(content) && made != md5(content)) {
                throw wrong(object, count);
            }
            before = first.putIfAbsent(object, made);
        }
        if (before != null && before != made) {
            throw wrong(object, count);
        }
        return count;
    }

    private LoadFailure wrong(LoadedObject object, long count) {
        return new LoadFailure(
                "a wrong transform",
                object.name() + ": an answer of " + count + " bytes that is not "
                        + (known ? "the object's echo nor its MD5" : "the one before"));
    }

    private static long echo(Content content) {
        return HexFormat.fromHexDigitsToLong(content.xxhash());
    }

    private static long md5(Content content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            byte[] piece = new byte[64 << 10];
            for (long done = 0; done < content.size(); ) {
                int count = (int) Math.min(piece.length, content.size() - done);
                content.fill(done, piece, 0, count);
                digest.update(piece, 0, count);
                done += count;
            }
            byte[] hex = HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.US_ASCII);
            return Hashing.xxh64().hashBytesToLong(hex);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
