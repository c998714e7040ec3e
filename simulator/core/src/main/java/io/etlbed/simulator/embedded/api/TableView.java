package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.kinds.Column;
import io.etlbed.simulator.embedded.kinds.Kind;
import io.etlbed.simulator.embedded.store.Revision;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;

/**
 * Objects as the rows of a table, which is what {@code kubectl get} prints.
 *
 * @param include what a row carries of its object: {@code None}, {@code Metadata} or {@code Object}
 */
record TableView<T extends HasMetadata>(Kind<T> kind, String include, Clock clock) implements View<T> {

    private static final String META = "meta.k8s.io/v1";

    @Override
    public byte[] one(Revision<T> revision) {
        return Json.write(table(Page.of(revision)));
    }

    @Override
    public void list(Page<T> page, OutputStream out) throws IOException {
        out.write(Json.write(table(page)));
    }

    private ObjectNode table(Page<T> page) {
        ObjectNode table = JsonNodeFactory.instance.objectNode();
        table.put("kind", "Table").put("apiVersion", META);
        table.set("metadata", page.metadata());
        ArrayNode columns = table.putArray("columnDefinitions");
        for (Column<T> column : kind.columns()) {
            columns.addObject()
                    .put("name", column.name())
                    .put("type", column.type())
                    .put("format", column.format())
                    .put("description", "")
                    .put("priority", column.wide() ? 1 : 0);
        }
        ArrayNode rows = table.putArray("rows");
        Instant now = clock.instant();
        page.revisions().forEach(each -> row(rows.addObject(), each.copy(), now));
        return table;
    }

    private void row(ObjectNode row, T object, Instant now) {
        ArrayNode cells = row.putArray("cells");
        for (Column<T> column : kind.columns()) {
            cells.addPOJO(column.cell().apply(object, now));
        }
        if (include.equals("Object")) {
            row.set("object", Json.tree(object));
        } else if (!include.equals("None")) {
            row.putObject("object")
                    .put("kind", "PartialObjectMetadata")
                    .put("apiVersion", META)
                    .set("metadata", Json.tree(object.getMetadata()));
        }
    }
}
