package io.etlbed.simulator.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.simulator.SimulatorException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementsReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "six",
                "six==1.16.0",
                "Six >= 1.0, < 2 ; python_version >= \"3.6\" and sys_platform == 'linux'",
                "requests[socks,security] ~= 2.0",
                "six (>=1.0)",
                "six==1.16.0 --hash=sha256:aa --hash sha256:bb",
                "six @ https://example.org/six-1.16.0-py2.py3-none-any.whl",
                "six[extra]@https://example.org/six.tar.gz ; python_version > '3'",
                "https://example.org/six-1.16.0.tar.gz#sha256=aa",
                "git+https://example.org/six.git@v1#egg=six&subdirectory=src",
                "git+ssh://git@example.org/six.git",
                "six --global-option=\"--no-user-cfg\" -C key=value",
                "six --config-settings \"--build-option=--quiet\"",
            })
    void what_pip_takes_and_stays_within_the_environment_is_taken(String line) {
        Requirements read = read(line);
        assertThat(read.text()).isEqualTo(line + "\n");
        assertThat(read.names()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--index-url https://example.org/simple",
                "-i https://example.org/simple",
                "-ihttps://example.org/simple",
                "--extra-index-url=https://example.org/simple",
                "--no-index --find-links https://example.org/links.html",
                "--no-binary :all:",
                "--only-binary=numpy,six",
                "--prefer-binary",
                "--require-hashes",
                "--pre",
                "--trusted-host example.org",
                "--use-feature=fast-deps"
            })
    void options_alone_ask_for_nothing(String line) {
        assertThat(read(line).text()).isEqualTo(line + "\n");
        assertThat(read(line).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "-r other.txt | reads another file",
                "-rother.txt | reads another file",
                "--requirement other.txt | reads another file",
                "--requirement=/etc/passwd | reads another file",
                "-c constraints.txt | reads another file",
                "--constraint https://example.org/c.txt | reads another file",
                "-e . | sources on this machine",
                "-e git+https://example.org/six.git#egg=six | sources on this machine",
                "--editable=. | sources on this machine",
                "--target /tmp | not allowed here",
                "--prefix=/usr | not allowed here",
                "--root / | not allowed here",
                "--user | not allowed here",
                "--log /tmp/x | not allowed here",
                "--cache-dir /tmp/x | not allowed here",
                "--proxy http://example.org | not allowed here",
                "--cert /etc/passwd | not allowed here",
                "six --install-option=--prefix=/usr | --install-option is not allowed here",
                "six --target=/tmp | --target is not allowed here",
                "six -t /tmp | -t is not allowed here",
                "six -r other.txt | reads another file",
                "--req other.txt | --req is not allowed here",
                "--pre=yes | --pre has no value",
                "--index-url | needs a value",
                "six --hash | needs a value",
                "--index-url https://example.org -r other.txt | reads another file",
                "--index-url https://example.org \"-r\" other.txt | reads another file",
                "--index-url https://example.org '-'r other.txt | reads another file",
                "--index-url https://example.org \\-r other.txt | reads another file",
                "--index-url https://example.org six | 'six' stands behind an option",
                "six; python_version>' -r /etc/passwd '3' | reads another file",
                "six; python_version>\" -r /etc/passwd \"3\" | reads another file",
                "`six\t-r\tother.txt` | reads another file",
                "-- six | not allowed here",
                "- | not allowed here",
                "--index-url file:///tmp/index | needs an address with http or https",
                "--index-url /tmp/index | needs an address with http or https",
                "--extra-index-url=../index | needs an address with http or https",
                "--find-links /srv/wheels | needs an address with http or https",
                "-f. | needs an address with http or https",
                "-f -r | needs an address with http or https",
                "./six | not a path of this machine",
                "../six | not a path of this machine",
                "/opt/six | not a path of this machine",
                "~/six | not a path of this machine",
                ". | not a path of this machine",
                "six/ | not a path of this machine",
                "six-1.16.0-py2.py3-none-any.whl | not a path of this machine",
                "six-1.16.0.tar.gz | not a path of this machine",
                "six.zip[extra] ; python_version > '3' | not a path of this machine",
                "C:\\six | not a path of this machine",
                "six @ ./six | not a path of this machine",
                "six @ file:///opt/six | files of this machine cannot be installed",
                "six@file:/opt/six | files of this machine cannot be installed",
                "FILE:///opt/six | files of this machine cannot be installed",
                "git+file:///opt/six.git | files of this machine cannot be installed",
                "six @ git+file:///opt/six.git | files of this machine cannot be installed",
            })
    void what_reaches_out_of_the_environment_is_refused_with_its_line(String line, String why) {
        assertThatThrownBy(() -> read("idna\n\n" + line + "\n"))
                .isInstanceOf(SimulatorException.class)
                .hasMessageStartingWith("line 3 of the requirements is refused, '")
                .hasMessageContaining(why);
    }

    static String[] controls() {
        return new String[] {
            "\0", "\u001b[1m", "\u000b", "\f", "\u001c", "\u001d", "\u001e", "\u0085", "\u2028", "\u2029"
        };
    }

    /** Python ends lines at some of them. */
    @ParameterizedTest
    @MethodSource("controls")
    void control_characters_are_refused(String control) {
        assertThatThrownBy(() -> read("six" + control + "-r other.txt"))
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining("line 1")
                .hasMessageContaining("control characters");
    }

    @Test
    void lines_are_joined_and_comments_left_out_and_each_keeps_its_number() {
        Requirements read =
                read("# all of it\r\nsix \\\r\n  ==1.16.0 \\\n    --hash=sha256:aa  # why\n\nidna#egg\ridna#\n"
                        + "a\\\n# a comment ends it\\\nb");
        assertThat(read.text()).isEqualTo("\nsix   ==1.16.0     --hash=sha256:aa\n\n\n\nidna#egg\nidna#\na\n\nb\n");
        assertThat(read.names()).containsExactly("six ==1.16.0", "idna#egg", "idna#", "a", "b");
    }

    @Test
    void a_line_that_would_be_joined_with_the_next_one_by_pip_alone_is_refused() {
        assertThatThrownBy(() -> read("six\\ \n==1")).hasMessageContaining("line 1");
        assertThatThrownBy(() -> read("--pre\\ \nsix")).hasMessageContaining("it ends with \\");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing\n", "  \t\r\n #\n", "\\\n\\\n"})
    void nothing_asked_for_is_nothing(String text) {
        assertThat(read(text).isEmpty()).isTrue();
        assertThat(read(text).text()).isBlank();
    }

    @Test
    void variables_are_those_of_the_container() {
        Map<String, String> variables = Map.of("VERSION", "1.16.0", "TWO", "six\n-r other.txt", "REF", "${HOME}");
        assertThat(RequirementsReader.read("six==${VERSION} $VERSION ${version}", variables)
                        .text())
                .isEqualTo("six==1.16.0 $VERSION ${version}\n");
        assertThatThrownBy(() -> RequirementsReader.read("six==${PIP_INDEX_URL}", variables))
                .hasMessageContaining("the container has no variable PIP_INDEX_URL");
        assertThatThrownBy(() -> RequirementsReader.read("${TWO}", variables)).hasMessageContaining("TWO");
        assertThatThrownBy(() -> RequirementsReader.read("${REF}", variables)).hasMessageContaining("REF");
        assertThatThrownBy(() -> RequirementsReader.read("${VERSION}", Map.of("VERSION", "-r other.txt")))
                .hasMessageContaining("reads another file");
    }

    @Test
    void passwords_in_addresses_are_not_shown() {
        assertThat(read("git+https://me:secret@example.org/six.git").names())
                .containsExactly("git+https://****@example.org/six.git");
        assertThatThrownBy(() -> read("--proxy https://me:secret@example.org"))
                .hasMessageContaining("https://****@example.org")
                .hasMessageNotContaining("secret");
    }

    @Test
    void huge_texts_are_refused() {
        assertThat(read("#" + "x".repeat(RequirementsReader.MOST_BYTES - 1)).isEmpty())
                .isTrue();
        assertThatThrownBy(() -> read("#" + "x".repeat(RequirementsReader.MOST_BYTES)))
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining("too long");
    }

    private static Requirements read(String text) {
        return RequirementsReader.read(text, Map.of());
    }
}
