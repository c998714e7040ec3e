package io.etlbed.ci.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What README.md shows is a file that is compiled and run elsewhere. */
class ReadmeTest {

    @Test
    void showsTheExampleThatIsCompiledAndRun() throws IOException {
        String source =
                Files.readString(Path.of("../reference-cluster/examples/maven/src/test/java/example/ResizeTest.java"));
        String example = source.substring(source.indexOf("@EtlTest"));

        assertThat(Files.readString(Path.of("../README.md"))).contains("```java\n" + example + "```");
    }
}
