package io.etlbed.junit;

import static io.etlbed.junit.assertj.EtlAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What passes, and what is said where it fails. */
class EtlAssertionsTest {

    private static final String WHERE = "[cat.jpg through etl-resize] ";

    @TempDir
    Path folder;

    @Test
    void images() throws IOException {
        byte[] png = image("png", 224, 168);
        assertThat(result(png, "image/png"))
                .isImage()
                .hasWidth(224)
                .hasHeight(168)
                .hasDimensions(224, 168)
                .hasFormat("PNG");
        assertThat(result(image("jpg", 8, 8), "image/jpeg")).isImage().hasFormat("jpg");

        assertThat(message(() -> assertThat(result(png, "image/png")).isImage().hasWidth(640)))
                .isEqualTo(WHERE + "Expecting an image 640 pixels wide, but it is png, 224 × 168 pixels");
        assertThat(message(() -> assertThat(result(png, "image/png")).isImage().hasFormat("jpg")))
                .isEqualTo(WHERE + "Expecting an image in the format jpeg, but it is png, 224 × 168 pixels");
        assertThat(message(() -> assertThat(result("<html>", "text/html")).isImage()))
                .startsWith(WHERE + "Expecting an image, but no format that this JVM reads (bmp, gif, ")
                .endsWith(" begins so: 6 bytes, text/html: \"<html>\"");
        assertThat(message(() -> assertThat(result(Arrays.copyOf(png, png.length / 2), "image/png"))
                        .isImage()))
                .startsWith(WHERE + "Expecting an image, but this png cannot be read to its end: ")
                .contains("bytes, image/png: 89 50 4e 47 0d 0a 1a 0a");
    }

    @Test
    void refusals() {
        EtlResult refused =
                new EtlResult("cat.jpg", "etl-resize", 400, Map.of(), Spool.EMPTY, Optional.of("""
                        the container answered 500
                        Traceback: no such colour"""), Duration.ZERO);
        assertThat(refused).fails().hasStatus(400).hasErrorContaining("no such colour");
        assertThat(message(() -> assertThat(refused).isImage())).isEqualTo(WHERE + """
                Expecting an image, but the transform failed: 400 with
                  the container answered 500
                  Traceback: no such colour""");
        assertThat(message(() -> assertThat(refused).hasErrorContaining("no such file")))
                .isEqualTo(WHERE + """
                Expecting an error with
                  "no such file"
                in it, but it is
                  the container answered 500
                  Traceback: no such colour""");
        assertThat(message(() -> assertThat(result("fine", "text/plain")).fails()))
                .isEqualTo(
                        WHERE
                                + "Expecting the transform to fail, but it was answered 200 with 4 bytes, text/plain: \"fine\"");
        assertThat(message(() -> assertThat(result("fine", "text/plain")).hasStatus(400)))
                .isEqualTo(WHERE + "Expecting status 400, but the answer is 200 with 4 bytes, text/plain: \"fine\"");
    }

    @Test
    void an_answer_that_broke_off_is_a_failure_with_its_bytes() throws IOException {
        Spool half = Spool.of(new Breaking("half of i"), () -> folder.resolve("none"));
        EtlResult broken = new EtlResult("cat.jpg", "etl-resize", 200, Map.of(), half, half.breakOff(), Duration.ZERO);
        assertThat(broken).fails().hasStatus(200).hasErrorContaining("reset by the test");
        assertThat(broken.text()).isEqualTo("half of i");
    }

    @Test
    void json() {
        String labels = "{\"labels\": [{\"name\": \"cat\", \"score\": 0.90}], \"count\": 1}";
        assertThat(result(labels, "application/json"))
                .isJson()
                .isEqualTo("{\"count\": 1.0, \"labels\": [{\"score\": 0.9, \"name\": \"cat\"}]}")
                .has("/labels/0")
                .hasNot("/labels/1")
                .hasValue("/labels/0/name", "cat")
                .hasValue("/count", 1)
                .hasSize("/labels", 1);
        assertThat(message(() -> assertThat(result(labels, "")).isJson().hasValue("/labels/0/name", "dog")))
                .isEqualTo(WHERE + """
                        Expecting at /labels/0/name
                          "dog"
                        but there is
                          "cat\"""");
        assertThat(message(() -> assertThat(result(labels, "")).isJson().hasValue("/labels/0/nme", "cat")))
                .isEqualTo(WHERE + "Expecting something at /labels/0/nme, but /labels/0 has the members name, score");
        assertThat(message(() -> assertThat(result(labels, "")).isJson().has("/labels/3")))
                .isEqualTo(WHERE + "Expecting something at /labels/3, but /labels has 1 elements");
        assertThat(message(() -> assertThat(result("{\"a\": 1,}", "")).isJson()))
                .startsWith(WHERE + "Expecting JSON, but at line 1, column 9: Unexpected character ('}'");
        assertThat(message(() -> assertThat(result("{} {}", "")).isJson())).contains("Expecting JSON, but at line 1");
    }

    @Test
    void texts_and_bytes() throws IOException {
        EtlResult meow = result("meow", "text/plain; charset=utf-8");
        Path same = Files.writeString(folder.resolve("same"), "meow");
        Path other = Files.writeString(folder.resolve("other"), "moo");
        assertThat(meow)
                .succeeds()
                .hasText("meow")
                .hasContent("meow".getBytes(UTF_8))
                .hasSameContentAs(same)
                .hasSize(4)
                .hasSizeBetween(1, 4)
                .hasChecksum("MD5", "4A4BE40C96AC6314E91D93F38043A634")
                .hasContentType("text/plain")
                .hasHeader("content-type", "text/plain; charset=utf-8")
                .tookLessThan(Duration.ofSeconds(1));
        assertThat(meow).isText().startsWith("me");
        assertThat(meow).bytes().hasSize(4);
        assertThat(result("", "")).isEmpty();

        assertThat(message(() -> assertThat(meow).hasSameContentAs(other)))
                .isEqualTo(WHERE + "Expecting the content of " + other + ", but byte 1 is 65, not 6f");
        assertThat(message(() -> assertThat(meow).hasContent("meo".getBytes(UTF_8))))
                .isEqualTo(WHERE + "Expecting certain 3 bytes, but it goes on after 3 bytes");
        assertThat(message(() -> assertThat(meow).hasSize(5)))
                .isEqualTo(WHERE + "Expecting 5 bytes, but there are 4: 4 bytes, text/plain; charset=utf-8: \"meow\"");
        assertThat(message(() -> assertThat(meow).hasText("purr")))
                .startsWith(WHERE)
                .contains("purr", "meow");
        assertThat(message(() -> assertThat(meow).hasChecksum("MD5", "00")))
                .contains("Expecting bytes whose MD5 is", "  00", "  4a4be40c96ac6314e91d93f38043a634");
        assertThat(message(() -> assertThat(meow).hasHeader("X-Colour", "red"))).isEqualTo(WHERE + """
                        Expecting the header
                          X-Colour: red
                        but there is none; the headers are
                          Content-Type: text/plain; charset=utf-8""");
        assertThat(message(() ->
                        assertThat(result(new byte[] {(byte) 0xff, 0, 1}, "")).isText()))
                .isEqualTo(WHERE + "Expecting a text in UTF-8, but these bytes are none: 3 bytes: ff 00 01");
    }

    private static String message(ThrowingCallable failing) {
        Throwable failure = catchThrowable(failing);
        assertThat(failure).isInstanceOf(AssertionError.class);
        return String.valueOf(failure.getMessage());
    }

    private static EtlResult result(String text, String type) {
        return result(text.getBytes(UTF_8), type);
    }

    private static EtlResult result(byte[] bytes, String type) {
        return new EtlResult(
                "cat.jpg",
                "etl-resize",
                200,
                type.isEmpty() ? Map.of() : Map.of("Content-Type", List.of(type)),
                new Spool(bytes, Optional.empty(), bytes.length, Optional.empty()),
                Optional.empty(),
                Duration.ofMillis(7));
    }

    private static byte[] image(String format, int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
        return bytes.toByteArray();
    }

    /** Breaks off at its end. */
    private static final class Breaking extends FilterInputStream {

        Breaking(String text) {
            super(new ByteArrayInputStream(text.getBytes(UTF_8)));
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            int count = super.read(to, offset, length);
            if (count < 0) {
                throw new IOException("reset by the test");
            }
            return count;
        }
    }
}
