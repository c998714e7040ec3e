package io.etlbed.cluster.wire;

import java.security.SecureRandom;
import java.util.Comparator;

/** Rules for names and ids. */
public final class Names {

    /** Order of the names' UTF-8 bytes, which is the order of their code points, and not that of Java's chars. */
    public static final Comparator<String> BYTEWISE = Names::compareBytewise;

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final String ALPHABET = LETTERS + "0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Names() {}

    /** @throws AisException 400 where a bucket may not have this name */
    public static void checkBucket(String name) {
        if (name.isEmpty()
                || name.equals(".")
                || name.contains("..")
                || !name.chars().allMatch(Names::inBucket)) {
            throw new AisException(
                    400,
                    "bucket name \"" + name + "\" is invalid: may only contain letters, numbers, dashes (-), "
                            + "underscores (_), and dots (.), and not be \".\" nor contain \"..\"");
        }
    }

    private static boolean inBucket(int c) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    }

    /** A fresh id: a letter, then lower-case letters and digits, so that ids differ without regard to case too. */
    public static String freshId(int length) {
        StringBuilder id = new StringBuilder(length).append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        while (id.length() < length) {
            id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    private static int compareBytewise(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean surrogateX = Character.isSurrogate(x);
                return surrogateX == Character.isSurrogate(y) ? Character.compare(x, y) : surrogateX ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
