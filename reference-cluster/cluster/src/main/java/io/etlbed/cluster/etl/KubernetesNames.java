package io.etlbed.cluster.etl;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names of an ETL's pod and service on a target: RFC 1123 labels that begin with the lower-cased ETL_ID (NAME-06, LIFE-14)
 * and differ wherever ETL_ID or target differ (NAME-07).
 *
 * <p>{@code my-etl} on {@code t1} is {@code my-etl-t1}. Where lowering loses something, or the seam between the two would
 * not be plain to see, a hash of both is put between: {@code Etl_One} on {@code t1} is {@code etl-one--k3v09xj2ma-t1}. The
 * two forms never meet, as the double hyphen stands in the second alone.
 */
final class KubernetesNames {

    private static final int LONGEST = 63;
    private static final int HASH_CHARACTERS = 10;
    private static final int BASE = 36;
    private static final Pattern PLAIN_ETL = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern PLAIN_TARGET = Pattern.compile("[a-z0-9]+");
    private static final Pattern LABEL_VALUE = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

    private KubernetesNames() {}

    static String podName(String etlId, String targetId) {
        String plain = etlId + "-" + targetId;
        if (PLAIN_ETL.matcher(etlId).matches()
                && PLAIN_TARGET.matcher(targetId).matches()
                && plain.length() <= LONGEST) {
            return plain;
        }
        String hashed = trimmed(clean(etlId), LONGEST - HASH_CHARACTERS - 2) + "--" + hash(etlId, targetId);
        String tail = trimmed("-" + clean(targetId), LONGEST - hashed.length());
        return hashed + tail;
    }

    /** An id as the value of a label; one that would not be legal as it is becomes a hash. */
    static String labelValue(String id) {
        return LABEL_VALUE.matcher(id).matches() ? id : "id-" + hash(id, "");
    }

    private static String clean(String id) {
        return id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-");
    }

    /** At most so many characters, with no hyphen at the end. */
    private static String trimmed(String text, int longest) {
        String cut = text.substring(0, Math.min(text.length(), longest));
        return cut.replaceAll("-+$", "");
    }

    private static String hash(String etlId, String targetId) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] sum = digest.digest((etlId + "\0" + targetId).getBytes(StandardCharsets.UTF_8));
            String text = new BigInteger(1, sum).toString(BASE);
            return text.substring(text.length() - HASH_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
