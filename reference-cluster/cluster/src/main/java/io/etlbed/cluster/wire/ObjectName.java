package io.etlbed.cluster.wire;

import java.nio.charset.StandardCharsets;

/**
 * A bucket and an object in it. The object's name is everything after the bucket in the path, decoded once; each of its
 * bytes counts, a slash among them (COMM-07).
 *
 * @param bucket not checked against the rules for buckets
 * @param object 1 to {@value #LONGEST} bytes of UTF-8, without NUL and without a segment {@code .} or {@code ..}
 */
public record ObjectName(String bucket, String object) {

    /** The longest object name, in bytes of UTF-8. */
    public static final int LONGEST = 4096;

    private static final String GLOBAL = "ais/@#/";

    /**
     * @param rawPath below the prefix: {@code bucket/object}, not yet decoded
     * @throws AisException 400 where bucket or object are missing or the name is not allowed
     */
    public static ObjectName parse(String rawPath) {
        int slash = rawPath.indexOf('/');
        if (slash <= 0 || slash == rawPath.length() - 1) {
            throw tooShort(slash == 0 || rawPath.isEmpty() ? 0 : 1);
        }
        return new ObjectName(
                PercentCoding.decode(rawPath.substring(0, slash)),
                checked(PercentCoding.decode(rawPath.substring(slash + 1))));
    }

    /**
     * An object that is yet to be.
     *
     * @throws AisException 400 where the name is not allowed
     */
    public static ObjectName of(String bucket, String object) {
        if (object.isEmpty()) {
            throw new AisException(400, "an object name may not be empty");
        }
        return new ObjectName(bucket, checked(object));
    }

    /**
     * What transformers fetch: {@code bucket/object}, as the documents say, or AIStore's {@code ais/@#/bucket/object}, escaped
     * as a whole or not.
     *
     * @throws AisException 400 where bucket or object are missing or the name is not allowed
     */
    public static ObjectName parseUnique(String rawPath) {
        String path = PercentCoding.decode(rawPath);
        String rest = path.startsWith(GLOBAL) ? path.substring(GLOBAL.length()) : path;
        int slash = rest.indexOf('/');
        if (slash <= 0 || slash == rest.length() - 1) {
            throw tooShort(slash == 0 || rest.isEmpty() ? 0 : 1);
        }
        return new ObjectName(rest.substring(0, slash), checked(rest.substring(slash + 1)));
    }

    /** AIStore's full name as one segment of a path, as its targets ask containers for objects: {@code ais%2F@%23%2Fbucket%2Fobject}. */
    public String escaped() {
        return PercentCoding.encodeSegment(GLOBAL + bucket + "/" + object);
    }

    /** {@code /bucket/object}, escaped but for the slashes. */
    public String path() {
        return "/" + PercentCoding.encodeSegment(bucket) + "/"
                + PercentCoding.encodeSegment(object).replace("%2F", "/");
    }

    private static AisException tooShort(int items) {
        return new AisException(400, "path is too short: got " + items + " items, but expected 2");
    }

    private static String checked(String name) {
        boolean refused = name.indexOf('\0') >= 0 || (name.indexOf('.') >= 0 && hasDotSegment(name));
        if (refused) {
            throw new AisException(
                    400, "object name \"" + name + "\" is invalid: may not contain NUL, nor a segment \".\" or \"..\"");
        }
        if (name.length() > LONGEST / 3 && name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new AisException(400, "object name is too long: may have at most " + LONGEST + " bytes");
        }
        return name;
    }

    private static boolean hasDotSegment(String name) {
        int start = 0;
        while (true) {
            int end = name.indexOf('/', start);
            int length = (end < 0 ? name.length() : end) - start;
            if ((length == 1 && name.charAt(start) == '.') || (length == 2 && name.startsWith("..", start))) {
                return true;
            }
            if (end < 0) {
                return false;
            }
            start = end + 1;
        }
    }
}
