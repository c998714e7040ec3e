package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.ObjectRef;
import picocli.CommandLine;

/**
 * What a user means by {@code ais://BUCKET[/REST]}.
 *
 * @param bucket its name
 * @param rest everything behind the first {@code /}: the name of an object, or the beginning of names; may be empty
 */
record AisUri(String bucket, String rest) {

    private static final String SCHEME = "ais://";

    /** For picocli, which keeps the {@link UsageException} as the cause of its own. */
    static final class Converter implements CommandLine.ITypeConverter<AisUri> {
        @Override
        public AisUri convert(String text) {
            return parse(text);
        }
    }

    /** @throws UsageException if the text is none */
    static AisUri parse(String text) {
        if (!text.startsWith(SCHEME)) {
            throw new UsageException("\"" + Text.printable(text) + "\" should begin with " + SCHEME);
        }
        int slash = text.indexOf('/', SCHEME.length());
        String bucket = text.substring(SCHEME.length(), slash < 0 ? text.length() : slash);
        if (bucket.isEmpty()) {
            throw new UsageException("\"" + Text.printable(text) + "\" names no bucket: " + SCHEME + "BUCKET");
        }
        return new AisUri(bucket, slash < 0 ? "" : text.substring(slash + 1));
    }

    static boolean looksLikeOne(String text) {
        return text.startsWith(SCHEME);
    }

    /** The object meant, where one must be. */
    ObjectRef object() {
        if (rest.isEmpty()) {
            throw new UsageException("\"" + this + "\" names no object: " + SCHEME + bucket + "/OBJECT");
        }
        return new ObjectRef(bucket, rest);
    }

    /** The bucket meant, where nothing may stand behind it. */
    String bucketAlone() {
        if (!rest.isEmpty()) {
            throw new UsageException("\"" + this + "\" should be a bucket alone: " + SCHEME + bucket);
        }
        return bucket;
    }

    @Override
    public String toString() {
        return SCHEME + bucket + (rest.isEmpty() ? "" : "/" + rest);
    }
}
