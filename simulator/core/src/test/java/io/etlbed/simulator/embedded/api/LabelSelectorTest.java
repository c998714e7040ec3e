package io.etlbed.simulator.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    a b         | unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt
                    a in b      | unable to parse requirement: found 'b' expected: '('
                    a in (b     | unable to parse requirement: found '', expected: ',' or ')'
                    a in (b c)  | unable to parse requirement: found 'c', expected: ',' or ')'
                    a>b         | unable to parse requirement: values[0][a]: Invalid value: "b": for 'Gt', 'Lt' operators, the value must be an integer
                    a in ()     | unable to parse requirement: values: Required value: for 'in', 'notin' operators, values set can't be empty
                    =x          | found '=', expected: !, identifier, or 'end of string'
                    a,,b        | found ',', expected: identifier after ','
                    a=b c       | found 'c', expected: ',' or 'end of string'
                    """)
    void what_makes_no_sense_is_refused(String selector, String why) {
        assertThatThrownBy(() -> LabelSelector.parse(selector)).hasMessage(why);
    }
}
