package io.etlbed.simulator.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSelectorTest {

    private static final Map<String, String> LABELS = Map.of("app", "web", "tier", "front", "example.com/in", "");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    app=web                       | true
                    app == web                    | true
                    app=other                     | false
                    app!=other                    | true
                    none!=x                       | true
                    app                           | true
                    none                          | false
                    !none                         | true
                    ! app                         | false
                    app in (web,db)               | true
                    app in ( db )                 | false
                    app notin (db)                | true
                    none notin (db)               | true
                    none in (db)                  | false
                    app in (web,db),tier=front    | true
                    app in (web,db),tier notin (front,back) | false
                    example.com/in=               | true
                    in                            | false
                    """)
    void requirements_hold_or_do_not(String selector, boolean holds) {
        assertThat(LabelSelector.parse(selector).test(LABELS)).isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a in b", "a in (b", "=x", "a,,b", "a=b c", "a in (b c)", "a>1"})
    void what_makes_no_sense_is_refused(String selector) {
        assertThatThrownBy(() -> LabelSelector.parse(selector)).hasMessageStartingWith("unable to parse requirement");
    }
}
