package io.etlbed.cluster.client;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** Properties by names such as {@code checksum.type}, as the objects within objects that the protocol has. */
record PropsTree(Map<String, Object> members) {

    /** @throws IllegalArgumentException if a name is none, or one is within another */
    static PropsTree of(Map<String, String> props) {
        PropsTree tree = new PropsTree(new TreeMap<>());
        props.forEach((name, value) -> tree.put(name, name, value));
        return tree;
    }

    private void put(String whole, String name, String value) {
        int dot = name.indexOf('.');
        String first = dot < 0 ? name : name.substring(0, dot);
        boolean wrong = first.isEmpty();
        if (dot < 0) {
            wrong |= members.putIfAbsent(first, value) != null;
        } else if (members.computeIfAbsent(first, none -> new PropsTree(new TreeMap<>())) instanceof PropsTree inner) {
            inner.put(whole, name.substring(dot + 1), value);
        } else {
            wrong = true;
        }
        if (wrong) {
            throw new IllegalArgumentException("\"" + whole + "\" is no name of a property beside the others");
        }
    }

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, Object> member : members.entrySet()) {
            json.writeFieldName(member.getKey());
            if (member.getValue() instanceof PropsTree inner) {
                inner.write(json);
            } else {
                write(json, String.valueOf(member.getValue()));
            }
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String value) throws IOException {
        if (value.equals("true") || value.equals("false")) {
            json.writeBoolean(Boolean.parseBoolean(value));
        } else if (value.matches("-?\\d{1,18}")) {
            json.writeNumber(Long.parseLong(value));
        } else {
            json.writeString(value);
        }
    }
}
