package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.etlbed.simulator.embedded.kinds.Kind;
import io.fabric8.kubernetes.api.model.FieldsV1;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Finds fields that a kind does not have: misspelt ones, mostly. The model keeps them; who asks is told. */
final class UnknownFields {

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .annotationIntrospector(new NoAnySetter())
            .addHandler(new Collector())
            .addModule(new JavaTimeModule())
            .build();

    private static final String FOUND = "found";

    private UnknownFields() {}

    /** The paths of unknown fields, such as {@code spec.containers[0].imagge}. */
    static List<String> in(JsonNode tree, Kind<?> kind) {
        List<String> found = new ArrayList<>();
        try {
            STRICT.readerFor(kind.type()).withAttribute(FOUND, found).readValue(STRICT.treeAsTokens(tree));
        } catch (JsonProcessingException e) {
            // A field of the wrong type: whoever reads the object in earnest says so.
            return List.copyOf(found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(found);
    }

    /** Hides where the model puts what it does not know; the fields that somebody manages have names of their own. */
    private static final class NoAnySetter extends JacksonAnnotationIntrospector {

        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            boolean open = annotated instanceof AnnotatedMember member && member.getDeclaringClass() == FieldsV1.class;
            return open ? super.hasAnySetter(annotated) : Boolean.FALSE;
        }
    }

    private static final class Collector extends DeserializationProblemHandler {

        @Override
        @SuppressWarnings("unchecked") // the attribute is set above
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                JsonDeserializer<?> deserializer,
                Object bean,
                String property)
                throws IOException {
            ((List<String>) context.getAttribute(FOUND)).add(path(parser.getParsingContext()));
            parser.skipChildren();
            return true;
        }

        private static String path(JsonStreamContext at) {
            JsonStreamContext parent = at.getParent();
            String before = parent == null || parent.inRoot() ? "" : path(parent);
            if (at.inArray()) {
                return before + "[" + at.getCurrentIndex() + "]";
            }
            return before.isEmpty() ? at.getCurrentName() : before + "." + at.getCurrentName();
        }
    }
}
