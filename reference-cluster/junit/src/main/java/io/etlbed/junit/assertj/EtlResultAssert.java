package io.etlbed.junit.assertj;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.etlbed.junit.EtlResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractByteArrayAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;

/**
 * Assertions on the result of a transform. Those on its content fail first of all where it was refused or broke off, with what
 * the cluster and the container said.
 *
 * <p>Passing: {@code assertThat(etl.transform(Path.of("cat.jpg"))).isImage().hasWidth(224);}
 *
 * <p>Failing, with {@code Expecting an image 224 pixels wide, but it is 640 × 480 pixels}: the same, where the transformer has
 * left the picture as it was.
 */
public final class EtlResultAssert extends AbstractAssert<EtlResultAssert, EtlResult> {

    EtlResultAssert(EtlResult actual) {
        super(actual, EtlResultAssert.class);
        if (actual != null) {
            describedAs("%s through %s", actual.object(), actual.etl());
        }
    }

    /** The whole result came, with a status of 200. */
    public EtlResultAssert succeeds() {
        return whole("a result");
    }

    /** It was refused, or broke off; what follows looks at why. */
    public EtlResultAssert fails() {
        isNotNull();
        if (actual.succeeded()) {
            throw failure(
                    "Expecting the transform to fail, but it was answered %d with %s",
                    actual.status(), Shown.content(actual));
        }
        return this;
    }

    /** The HTTP status of the answer. */
    public EtlResultAssert hasStatus(int expected) {
        isNotNull();
        if (actual.status() != expected) {
            throw failure("Expecting status %d, but the answer is %s", expected, Shown.answer(actual));
        }
        return this;
    }

    /** What was said of a failure has this text in it. */
    public EtlResultAssert hasErrorContaining(String expected) {
        fails();
        String error = actual.error().orElse("");
        if (!error.contains(expected)) {
            throw failure("Expecting an error with%n  \"%s\"%nin it, but it is%n%s", expected, Shown.indented(error));
        }
        return this;
    }

    /** How many bytes there are. */
    public EtlResultAssert hasSize(long expected) {
        whole(expected + " bytes");
        if (actual.size() != expected) {
            throw failure("Expecting %d bytes, but there are %d: %s", expected, actual.size(), Shown.content(actual));
        }
        return this;
    }

    /** How many bytes there are, both ends included. */
    public EtlResultAssert hasSizeBetween(long least, long most) {
        whole(least + " to " + most + " bytes");
        if (actual.size() < least || actual.size() > most) {
            throw failure(
                    "Expecting %d to %d bytes, but there are %d: %s",
                    least, most, actual.size(), Shown.content(actual));
        }
        return this;
    }

    /** There is not a byte. */
    public EtlResultAssert isEmpty() {
        return hasSize(0);
    }

    /** The bytes, of any number, are those of a file. */
    public EtlResultAssert hasSameContentAs(Path expected) {
        whole("the content of " + expected);
        try (InputStream one = actual.stream();
                InputStream other = Files.newInputStream(expected)) {
            Difference.between(one, other).ifPresent(difference -> {
                throw failure("Expecting the content of %s, but %s", expected, difference);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The bytes are these. */
    public EtlResultAssert hasContent(byte[] expected) {
        whole("certain bytes");
        try (InputStream one = actual.stream();
                InputStream other = new ByteArrayInputStream(expected)) {
            Difference.between(one, other).ifPresent(difference -> {
                throw failure("Expecting certain %d bytes, but %s", expected.length, difference);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The bytes, for AssertJ's own assertions; 256 MiB at most. */
    public AbstractByteArrayAssert<?> bytes() {
        whole("bytes");
        return Assertions.assertThat(actual.bytes()).as(descriptionText());
    }

    /** The bytes are a text in UTF-8, for AssertJ's own assertions. */
    public AbstractStringAssert<?> isText() {
        whole("a text");
        try {
            String text =
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(actual.bytes())).toString();
            return Assertions.assertThat(text).as(descriptionText());
        } catch (CharacterCodingException e) {
            throw failure("Expecting a text in UTF-8, but these bytes are none: %s", Shown.content(actual));
        }
    }

    /** The bytes are exactly this text in UTF-8. */
    public EtlResultAssert hasText(String expected) {
        isText().isEqualTo(expected);
        return this;
    }

    /** The bytes are JSON. */
    public JsonAssert isJson() {
        whole("JSON");
        return JsonAssert.of(actual, descriptionText());
    }

    /** The bytes are a whole image in a format that this JVM reads: PNG, JPEG, GIF, BMP, TIFF, WBMP. */
    public ImageAssert isImage() {
        whole("an image");
        return ImageAssert.of(actual, descriptionText());
    }

    /**
     * The digest of the bytes, in hexadecimal digits of any case.
     *
     * @param algorithm as the JDK calls it, such as {@code MD5} or {@code SHA-256}
     */
    public EtlResultAssert hasChecksum(String algorithm, String expected) {
        whole("a checksum");
        String found = Checksum.of(actual, algorithm);
        if (!found.equals(expected.toLowerCase(Locale.ROOT))) {
            throw failure(
                    "Expecting bytes whose %s is%n  %s%nbut it is%n  %s%nof %s",
                    algorithm, expected.toLowerCase(Locale.ROOT), found, Shown.content(actual));
        }
        return this;
    }

    /** A header of the answer has this value, or one of its values is this. */
    public EtlResultAssert hasHeader(String name, String expected) {
        whole("headers");
        boolean found = actual.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .anyMatch(header -> header.getValue().contains(expected));
        if (!found) {
            throw failure("Expecting the header%n  %s: %s%nbut there %s", name, expected, Shown.header(actual, name));
        }
        return this;
    }

    /** The media type, without its parameters, such as {@code image/png}. */
    public EtlResultAssert hasContentType(String expected) {
        whole("a media type");
        String found = actual.header("Content-Type").orElse("").split(";", 2)[0].strip();
        if (!found.equalsIgnoreCase(expected)) {
            throw failure("Expecting the media type %s, but there %s", expected, Shown.header(actual, "Content-Type"));
        }
        return this;
    }

    /** From the request to the last byte. */
    public EtlResultAssert tookLessThan(Duration limit) {
        isNotNull();
        if (actual.took().compareTo(limit) >= 0) {
            throw failure(
                    "Expecting less than %d ms, but it took %d ms",
                    limit.toMillis(), actual.took().toMillis());
        }
        return this;
    }

    private EtlResultAssert whole(String wanted) {
        isNotNull();
        if (!actual.succeeded()) {
            throw failure("Expecting %s, but the transform failed: %s", wanted, Shown.answer(actual));
        }
        return this;
    }
}
