package io.etlbed.simulator.embedded.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patches, with single quotes for double ones. */
class PatchTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {'a':1}                | {'b':2}                | {'a':1,'b':2}
                    {'a':{'x':1,'y':2}}    | {'a':{'x':null}}       | {'a':{'y':2}}
                    {'a':[1,2]}            | {'a':[3]}              | {'a':[3]}
                    {'a':1}                | {'a':{'b':null,'c':1}} | {'a':{'c':1}}
                    """)
    void a_merge_patch_replaces_and_removes(String target, String patch, String result) {
        assertThat(apply(Patch.MERGE, target, patch)).isEqualTo(json(result));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {'env':[{'name':'A','value':'1'},{'name':'B'}]} | {'env':[{'name':'A','value':'2'},{'name':'C'}]}         | {'env':[{'name':'A','value':'2'},{'name':'B'},{'name':'C'}]}
                    {'env':[{'name':'A'},{'name':'B'}]}             | {'env':[{'name':'A','$patch':'delete'}]}               | {'env':[{'name':'B'}]}
                    {'env':[{'name':'A'},{'name':'B'}]}             | {'env':[{'$patch':'replace'},{'name':'C'}]}             | {'env':[{'name':'C'}]}
                    {'args':['a']}                                  | {'args':['b']}                                          | {'args':['b']}
                    {'finalizers':['a']}                            | {'finalizers':['b']}                                    | {'finalizers':['a','b']}
                    {'finalizers':['a','b']}                        | {'$deleteFromPrimitiveList/finalizers':['a']}           | {'finalizers':['b']}
                    {'ports':[{'port':80,'nodePort':30001}]}        | {'ports':[{'port':80,'targetPort':8080}]}               | {'ports':[{'port':80,'nodePort':30001,'targetPort':8080}]}
                    {'ports':[{'containerPort':80,'name':'x'}]}     | {'ports':[{'containerPort':80,'name':'y'}]}             | {'ports':[{'containerPort':80,'name':'y'}]}
                    {'env':[{'name':'A'},{'name':'B'}]}             | {'$setElementOrder/env':[{'name':'B'},{'name':'A'}]}    | {'env':[{'name':'B'},{'name':'A'}]}
                    {'taints':[{'key':'a'},{'key':'b'}]}            | {'taints':[{'key':'a','effect':'NoSchedule'}]}          | {'taints':[{'key':'a','effect':'NoSchedule'}]}
                    {'tolerations':[{'key':'a'}]}                   | {'tolerations':[{'key':'b'}]}                           | {'tolerations':[{'key':'b'}]}
                    {'schedulingGates':[{'name':'a'}]}              | {'schedulingGates':[{'name':'b'}]}                      | {'schedulingGates':[{'name':'a'},{'name':'b'}]}
                    {'hostIPs':[{'ip':'a'},{'ip':'b'}]}             | {'hostIPs':[{'ip':'a','$patch':'delete'}]}              | {'hostIPs':[{'ip':'b'}]}
                    {'v':{'a':1,'b':2}}                             | {'v':{'$retainKeys':['b'],'b':3}}                       | {'v':{'b':3}}
                    {'v':{'a':1}}                                   | {'v':{'$patch':'replace','c':1}}                        | {'v':{'c':1}}
                    {'v':{'a':1},'w':1}                             | {'v':{'$patch':'delete'}}                               | {'w':1}
                    {'v':{'a':1}}                                   | {'v':{'a':null}}                                        | {'v':{}}
                    """)
    void a_strategic_patch_knows_lists(String target, String patch, String result) {
        assertThat(apply(Patch.STRATEGIC, target, patch)).isEqualTo(json(result));
    }

    @Test
    void an_element_without_its_key_is_refused() {
        assertThatThrownBy(() -> apply(Patch.STRATEGIC, "{'env':[{'name':'A'}]}", "{'env':[{'value':'1'}]}"))
                .hasMessageContaining("does not contain declared merge key: name");
    }

    @Test
    void a_JSON_patch_is_done_whole_or_not() {
        assertThat(apply(
                        Patch.JSON,
                        "{'a':1}",
                        "[{'op':'test','path':'/a','value':1},{'op':'replace','path':'/a','value':2}]"))
                .isEqualTo(json("{'a':2}"));
        assertThatThrownBy(() -> apply(Patch.JSON, "{'a':1}", "[{'op':'test','path':'/a','value':5}]"))
                .isInstanceOfSatisfying(
                        ApiStatusException.class, e -> assertThat(e.code()).isEqualTo(422));
        assertThatThrownBy(() -> apply(Patch.JSON, "{'a':1}", "[{'op':'remove','path':'/b'}]"))
                .isInstanceOfSatisfying(
                        ApiStatusException.class, e -> assertThat(e.code()).isEqualTo(422));
        assertThatThrownBy(() -> apply(Patch.JSON, "{'a':1}", "{}")).hasMessageContaining("array of operations");
    }

    @Test
    void copies_of_copies_do_not_fill_the_memory() {
        String doubling = IntStream.range(0, 60)
                .mapToObj(i -> "{'op':'copy','from':'','path':'/c" + i + "'}")
                .collect(Collectors.joining(",", "[", "]"));

        assertThatThrownBy(() -> apply(Patch.JSON, "{'a':'" + "x".repeat(1000) + "'}", doubling))
                .isInstanceOfSatisfying(
                        ApiStatusException.class, e -> assertThat(e.code()).isEqualTo(413));
    }

    private static JsonNode apply(String type, String target, String patch) {
        return Patch.of(type, bytes(patch)).apply(Json.parseObject(bytes(target)));
    }

    private static JsonNode json(String text) {
        return Json.parse(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }
}
