package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.api.Api.Answer;
import io.etlbed.simulator.embedded.api.MapStep.Meant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The steps of the model as requests to a server. */
final class MapCalls {

    private static final String OTHER_UID = "00000000-0000-0000-0000-000000000000";

    private final Api api;
    private final String maps;

    MapCalls(Api api, String namespace) {
        this.api = api;
        this.maps = namespace + "configmaps";
    }

    /** What is there, but for what the cluster itself puts into each namespace. */
    static Map<String, JsonNode> own(Answer list) {
        Map<String, JsonNode> items = new TreeMap<>(list.byName());
        items.keySet().removeIf(name -> name.startsWith("kube-"));
        return items;
    }

    Answer take(MapStep step) {
        if (step instanceof MapStep.Create create) {
            return api.post(maps + dryRun(create.dryRun()), create.content().toObject(create.name()));
        } else if (step instanceof MapStep.Replace replace) {
            ObjectNode object = replace.content().toObject(replace.name());
            mean(replace.name(), replace.version(), replace.uid(), object.withObject("/metadata"));
            return api.put(maps + "/" + replace.name() + dryRun(replace.dryRun()), object);
        } else if (step instanceof MapStep.Merge merge) {
            ObjectNode patch = JsonNodeFactory.instance.objectNode();
            put(merge.labels(), patch.withObject("/metadata/labels"));
            put(merge.data(), patch.withObject("/data"));
            mean(merge.name(), merge.version(), Meant.ANY, patch.withObject("/metadata"));
            return api.patch(maps + "/" + merge.name(), "application/merge-patch+json", patch);
        } else if (step instanceof MapStep.Unfinish unfinish) {
            JsonNode patch = Api.object("[{'op':'test','path':'/metadata/finalizers/0','value':'" + unfinish.finalizer()
                    + "'},{'op':'remove','path':'/metadata/finalizers'}]");
            return api.patch(maps + "/" + unfinish.name(), "application/json-patch+json", patch);
        } else if (step instanceof MapStep.Delete delete) {
            ObjectNode options = JsonNodeFactory.instance.objectNode();
            mean(delete.name(), delete.version(), delete.uid(), options.putObject("preconditions"));
            return api.delete(maps + "/" + delete.name() + dryRun(delete.dryRun()), options);
        } else if (step instanceof MapStep.DeleteAll all) {
            String chosen = "?labelSelector=" + Api.query(all.label() + "=" + all.value());
            return api.delete(maps + chosen + (all.dryRun() ? "&dryRun=All" : ""), "");
        }
        return api.get(maps + "/" + ((MapStep.Get) step).name());
    }

    private static String dryRun(boolean dryRun) {
        return dryRun ? "?dryRun=All" : "";
    }

    private void mean(String name, Meant version, Meant uid, ObjectNode where) {
        if (version == Meant.ANY && uid == Meant.ANY) {
            return;
        }
        Answer latest = api.get(maps + "/" + name);
        if (version != Meant.ANY) {
            where.put("resourceVersion", Long.toString(latest.version() - (version == Meant.LATEST ? 0 : 1)));
        }
        if (uid != Meant.ANY) {
            where.put("uid", uid == Meant.LATEST && latest.code() == 200 ? latest.text("/metadata/uid") : OTHER_UID);
        }
    }

    private static void put(Map<String, Optional<String>> values, ObjectNode where) {
        values.forEach((key, value) -> value.ifPresentOrElse(said -> where.put(key, said), () -> where.putNull(key)));
    }
}
