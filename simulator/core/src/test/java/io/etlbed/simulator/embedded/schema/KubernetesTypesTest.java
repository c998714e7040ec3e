package io.etlbed.simulator.embedded.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.etlbed.simulator.embedded.kinds.Kinds;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of types, beside the classes of the fabric8 model. */
class KubernetesTypesTest {

    @Test
    void every_kind_is_in_the_table_with_the_fields_of_the_model() {
        ObjectMapper mapper = new ObjectMapper();
        assertThat(Kinds.all()).allSatisfy(kind -> {
            MessageType type = KubernetesTypes.message(kind.kind()).orElseThrow();
            BeanDescription bean = mapper.getSerializationConfig().introspect(mapper.constructType(kind.type()));
            Set<String> model = bean.findProperties().stream()
                    .map(BeanPropertyDefinition::getName)
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(model).containsAll(type.fields().keySet());
        });
    }

    @Test
    void every_type_that_a_field_names_is_there() {
        assertThat(KubernetesTypes.messages().values())
                .hasSizeGreaterThan(150)
                .allSatisfy(type -> assertThat(type.fields().values())
                        .allSatisfy(field -> assertThat(field.scalar().isPresent()
                                        || field.message().isPresent())
                                .as(field.toString())
                                .isTrue()));
    }

    @Test
    void fields_of_inline_messages_stand_beside_the_others() {
        MessageType volume = KubernetesTypes.message("Volume").orElseThrow();

        assertThat(volume.field("name")).isPresent();
        assertThat(volume.field("emptyDir")).isPresent();
        assertThat(volume.fields()).containsKey("configMap").doesNotContainKey(".");
    }

    @Test
    void lists_say_how_their_items_are_told_apart() {
        MessageType spec = KubernetesTypes.message("ServiceSpec").orElseThrow();

        assertThat(spec.field("ports").orElseThrow().merging().keys()).containsExactly("port", "protocol");
        assertThat(spec.field("selector").orElseThrow().merging().atomic()).isTrue();
        assertThat(spec.field("externalIPs").orElseThrow().merging()).isEqualTo(Merging.USUAL);
    }
}
