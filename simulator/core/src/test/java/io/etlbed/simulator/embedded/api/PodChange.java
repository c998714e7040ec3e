package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that is put into a pod that is otherwise right.
 *
 * @param pointer where it goes in the spec
 * @param value what goes there
 * @param wrong the fields that a refusal names, a limit being a request as well; empty where there is nothing wrong
 */
record PodChange(String pointer, JsonNode value, String wrong) {

    /** What is at, just within and just without the limits that the documents of the Pod's fields name. */
    static final List<PodChange> ALL = new Collection()
            .good("/containers/0/name", "'a'", "'0'", text("a", 63))
            .bad("/containers/0/name", "spec.containers[0].name", "''", "'A'", "'a.b'", "'-a'", text("a", 64))
            .good("/containers/1", "{'name':'other','image':'i'}")
            .bad("/containers/1", "spec.containers[1].name", "{'name':'c','image':'i'}", "{'image':'i'}")
            .good("/initContainers", "[]", "[{'name':'init','image':'i'}]")
            .bad("/initContainers", "spec.initContainers[0].name", "[{'name':'c','image':'i'}]")
            .bad(
                    "/initContainers",
                    "spec.initContainers[1].name",
                    "[{'name':'x','image':'i'},{'name':'x','image':'i'}]")
            .bad("/containers", "spec.containers", "[]")
            .good("/containers/0/image", "'a/b:c@sha256:0'")
            .bad("/containers/0/image", "spec.containers[0].image", "''", "' i'", "'i '")
            .good("/containers/0/imagePullPolicy", "''", "'Always'", "'IfNotPresent'", "'Never'")
            .bad("/containers/0/imagePullPolicy", "spec.containers[0].imagePullPolicy", "'always'")
            .good("/containers/0/ports", "[{'containerPort':1}]", "[{'containerPort':65535,'hostPort':65535}]")
            .good("/containers/0/ports", "[{'containerPort':1,'protocol':'SCTP'}]", "[{'containerPort':1,'name':''}]")
            .good("/containers/0/ports", "[{'containerPort':1,'name':'a'},{'containerPort':1,'name':'b'}]")
            .good("/containers/0/ports", "[{'containerPort':1,'name':" + text("a", 15) + "}]")
            .good("/containers/0/ports", "[{'containerPort':1,'name':'0-a'}]")
            .bad("/containers/0/ports", "spec.containers[0].ports[0].containerPort", "[{}]", "[{'containerPort':0}]")
            .bad("/containers/0/ports", "spec.containers[0].ports[0].containerPort", "[{'containerPort':65536}]")
            .bad("/containers/0/ports", "spec.containers[0].ports[0].containerPort", "[{'containerPort':-1}]")
            .bad(
                    "/containers/0/ports",
                    "spec.containers[0].ports[0].hostPort",
                    "[{'containerPort':1,'hostPort':65536}]")
            .bad("/containers/0/ports", "spec.containers[0].ports[0].protocol", port("'protocol':'HTTP'"))
            .bad("/containers/0/ports", "spec.containers[0].ports[0].name", port("'name':'80'"), port("'name':'a--b'"))
            .bad("/containers/0/ports", "spec.containers[0].ports[0].name", port("'name':'-a'"), port("'name':'A'"))
            .bad("/containers/0/ports", "spec.containers[0].ports[0].name", port("'name':" + text("a", 16)))
            .bad(
                    "/containers/0/ports",
                    "spec.containers[0].ports[1].name",
                    "[{'containerPort':1,'name':'a'},{'containerPort':2,'name':'a'}]")
            .bad(
                    "/containers/0/ports",
                    "spec.containers[0].ports[1].hostPort",
                    "[{'containerPort':1,'hostPort':80},{'containerPort':2,'hostPort':80}]")
            .good(
                    "/containers/0/ports",
                    "[{'containerPort':1,'hostPort':80},{'containerPort':2,'hostPort':80,'protocol':'UDP'}]")
            .good("/containers/0/env", env("A"), env("a.b-c_1"), env("1A"), env("a b"))
            .bad("/containers/0/env", "spec.containers[0].env[0].name", env(""), env("A=B"), env("Ä"), env("A\\u0001"))
            .good("/restartPolicy", "''", "'Always'", "'OnFailure'", "'Never'", "null")
            .bad("/restartPolicy", "spec.restartPolicy", "'always'", "'Sometimes'")
            .good("/dnsPolicy", "''", "'Default'", "'ClusterFirst'", "'ClusterFirstWithHostNet'")
            .bad("/dnsPolicy", "spec.dnsPolicy", "'default'")
            .good("/terminationGracePeriodSeconds", "0", "1", "100000")
            .good("/activeDeadlineSeconds", "1", "2147483647", "null")
            .bad("/activeDeadlineSeconds", "spec.activeDeadlineSeconds", "0", "-1", "2147483648")
            .good("/containers/0/resources", limits("1"), limits("0.1"), limits("100m"), limits("1Gi"), limits("1e3"))
            .good("/containers/0/resources", limits("1E"), limits("0"), limits("+1"), limits(".5"), limits("5."))
            .good("/containers/0/resources", limits("12345678901234567890"), limits("1n"), limits("1u"))
            .bad(
                    "/containers/0/resources",
                    "spec.containers[0].resources.limits[memory] spec.containers[0].resources.requests[memory]",
                    limits("-1"),
                    limits("-1m"))
            .good("/containers/0/resources", asks("1", "1"), asks("1", "1000m"), asks("999m", "1"), asks("1k", "1Ki"))
            .bad("/containers/0/resources", "spec.containers[0].resources.requests", asks("2", "1"), asks("1001m", "1"))
            .bad("/containers/0/resources", "spec.containers[0].resources.requests", asks("1Ki", "1k"))
            .bad(
                    "/containers/0/resources",
                    "spec.containers[0].resources.limits[memroy] spec.containers[0].resources.requests[memroy]",
                    "{'limits':{'memroy':'1'}}")
            .good("/containers/0/resources", "{'limits':{'example.com/gpu':'1'}}")
            .good("/volumes", "[{'name':'v'},{'name':'w','emptyDir':{}}]")
            .bad("/volumes", "spec.volumes[1].name", "[{'name':'v','emptyDir':{}},{'name':'v','emptyDir':{}}]")
            .bad("/volumes", "spec.volumes[0].name", "[{'name':'V','emptyDir':{}}]", "[{'emptyDir':{}}]")
            .bad("/containers/0/volumeMounts", "spec.containers[0].volumeMounts[0].name", mount("none", "/m"))
            .bad(
                    "/containers/0/volumeMounts",
                    "spec.containers[0].volumeMounts[0].mountPath spec.containers[0].volumeMounts[0].name",
                    mount("none", ""))
            .good("/nodeSelector", "{'a':'b'}", "{'example.com/a':''}")
            .bad("/nodeSelector", "spec.nodeSelector", "{'a/b/c':'d'}", "{'a':'-'}")
            .good("/hostname", "''", "'a'", text("a", 63))
            .bad("/hostname", "spec.hostname", "'a.b'", "'A'", text("a", 64))
            .good("/subdomain", "''", "'a'", text("a", 63))
            .bad("/subdomain", "spec.subdomain", "'a.b'", text("a", 64))
            .good("/tolerations", "[{'operator':'Exists'}]", "[{'key':'a','value':'b'}]")
            .good("/tolerations", "[{'key':'a','operator':'Exists','effect':'NoExecute','tolerationSeconds':1}]")
            .bad("/tolerations", "spec.tolerations[0].operator", "[{'key':'a','operator':'Like'}]", "[{'value':'b'}]")
            .bad("/tolerations", "spec.tolerations[0].operator", "[{'key':'a','operator':'Exists','value':'b'}]")
            .bad("/tolerations", "spec.tolerations[0].effect", "[{'key':'a','effect':'Never'}]")
            .bad(
                    "/tolerations",
                    "spec.tolerations[0].effect",
                    "[{'key':'a','effect':'NoSchedule','tolerationSeconds':1}]")
            .good("/serviceAccountName", "''", "'a.b'")
            .bad("/serviceAccountName", "spec.serviceAccountName", "'A'")
            .changes;

    /** Values of another type than the field's: such a pod cannot even be read. */
    static final List<PodChange> OF_ANOTHER_TYPE = new Collection()
            .bad("/containers", "", "{}", "'c'", "1")
            .bad("/containers/0/name", "", "5", "true", "['c']", "{}")
            .bad("/containers/0/image", "", "1.5")
            .bad("/containers/0/args", "", "'x'", "[1]", "[true]", "[[]]")
            .bad("/containers/0/env", "", "[{'name':'A','value':1}]", "[{'name':'A','value':true}]", "{'A':'1'}")
            .bad(
                    "/containers/0/ports",
                    "",
                    "[{'containerPort':'80'}]",
                    "[{'containerPort':80.5}]",
                    "[{'containerPort':true}]")
            .bad("/containers/0/ports", "", "[{'containerPort':9999999999}]", "[{'containerPort':''}]", "[80]")
            .bad("/containers/0/stdin", "", "'true'", "1", "''")
            .bad("/hostNetwork", "", "'yes'", "0")
            .bad("/activeDeadlineSeconds", "", "'5'", "1.5", "99999999999999999999")
            .bad("/nodeSelector", "", "{'a':1}", "['a']", "'a=b'")
            .bad(
                    "/containers/0/resources",
                    "",
                    limits("abc"),
                    limits("1 Gi"),
                    limits("1gi"),
                    limits("1GiB"),
                    limits("--1"))
            .bad("/containers/0/resources", "", limits(""), limits("1e"), limits("1.2.3"), "{'limits':{'cpu':true}}")
            .bad("/containers/0/resources", "", "{'limits':{'cpu':{}}}", "{'limits':['cpu']}")
            .bad("/containers/0/readinessProbe", "", "{'httpGet':{'port':true}}", "{'httpGet':{'port':1.5}}")
            .changes;

    /** Puts it into the spec of a pod. */
    void into(ObjectNode spec) {
        int last = pointer.lastIndexOf('/');
        JsonNode parent = spec.at(pointer.substring(0, last));
        String name = pointer.substring(last + 1);
        if (parent instanceof ObjectNode object) {
            object.set(name, value.deepCopy());
        } else {
            ((ArrayNode) parent).add(value.deepCopy());
        }
    }

    private static String text(String letter, int length) {
        return "'" + letter.repeat(length) + "'";
    }

    private static String port(String more) {
        return "[{'containerPort':1," + more + "}]";
    }

    private static String env(String name) {
        return "[{'name':'" + name + "','value':'x'}]";
    }

    private static String limits(String quantity) {
        return "{'limits':{'memory':'" + quantity + "'}}";
    }

    private static String asks(String request, String limit) {
        return "{'requests':{'memory':'" + request + "'},'limits':{'memory':'" + limit + "'}}";
    }

    private static String mount(String name, String path) {
        return "[{'name':'" + name + "','mountPath':'" + path + "'}]";
    }

    private static final class Collection {

        private final List<PodChange> changes = new ArrayList<>();

        Collection good(String pointer, String... values) {
            return bad(pointer, "", values);
        }

        Collection bad(String pointer, String wrong, String... values) {
            for (String value : values) {
                changes.add(new PodChange(pointer, Api.object(value), wrong));
            }
            return this;
        }
    }
}
