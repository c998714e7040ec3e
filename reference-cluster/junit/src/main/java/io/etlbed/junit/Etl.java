package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.etlbed.cluster.client.EtlLog;
import io.etlbed.cluster.client.JobOptions;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRef;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * An ETL that serves on every target. It is removed when the test is over that has started it; one that is shared serves on
 * for others, and is not to be stopped.
 *
 * <p>{@code assertThat(etl.transform(Path.of("cat.jpg"))).isImage().hasWidth(224);}
 */
public final class Etl {

    private final Workspace workspace;
    private final String id;
    private final String transformer;

    Etl(Workspace workspace, String id, String transformer) {
        this.workspace = workspace;
        this.id = id;
        this.transformer = transformer;
    }

    /** Its ETL_ID. */
    public String id() {
        return id;
    }

    /** What it was made of, for people, such as {@code transformer/spec.yaml}. */
    public String transformer() {
        return transformer;
    }

    /**
     * Stores a file as an object that ends with its name, and reads it through this ETL. A refusal of the cluster or the
     * container is a result like any other; it is seen by {@link EtlResult#status()}.
     */
    public EtlResult transform(Path file) {
        ObjectBody body = Unchecked.call(file + " cannot be transformed", () -> ObjectBody.of(file));
        return transform(String.valueOf(file.getFileName()), body);
    }

    /** Stores bytes as an object, and reads it through this ETL. */
    public EtlResult transform(byte[] content) {
        return transform("object", ObjectBody.of(content));
    }

    /** Stores a text in UTF-8 as an object, and reads it through this ETL. */
    public EtlResult transform(String text) {
        return transform(text.getBytes(UTF_8));
    }

    /** Stores whatever has bytes as an object whose name ends so, and reads it through this ETL. */
    public EtlResult transform(String name, ObjectBody content) {
        Bucket bucket = workspace.uploads();
        String object = workspace.objectName(name);
        bucket.put(object, content);
        return ResultReader.read(workspace, id, bucket.object(object), name);
    }

    /** Reads an object that is stored already through this ETL. */
    public EtlResult transform(ObjectRef object) {
        return ResultReader.read(workspace, id, object, object.toString());
    }

    /** Transforms every object of a bucket into a new one, by a job. */
    public Bucket transform(Bucket from) {
        return transform(from, JobOptions.NONE);
    }

    /**
     * Transforms objects of a bucket into a new one, by a job, and waits until it is done.
     *
     * @throws io.etlbed.cluster.wire.AisException with the reason if the job fails
     */
    public Bucket transform(Bucket from, JobOptions options) {
        Bucket to = workspace.unmadeBucket();
        Unchecked.run(from + " cannot be transformed", () -> {
            String job = workspace.client().jobs().transform(id, from.name(), to.name(), options);
            workspace.client().jobs().await(job);
        });
        return to;
    }

    /** What its containers have written, each part under the id of its target. */
    public String logs() {
        return Unchecked.call(
                        "the logs of " + id + " cannot be had",
                        () -> workspace.client().etl().logs(id))
                .stream()
                .map(Etl::titled)
                .collect(Collectors.joining());
    }

    private static String titled(EtlLog log) {
        return "--- " + log.targetId() + " ---\n" + log.text() + (log.text().endsWith("\n") ? "" : "\n");
    }

    /** Stops its containers (LIFE-06). */
    public void stop() {
        Unchecked.run(id + " cannot be stopped", () -> workspace.client().etl().stop(id));
    }

    /** Starts a stopped one again (LIFE-08). */
    public void start() {
        Unchecked.run(id + " cannot be started", () -> workspace.client().etl().start(id));
    }

    /** Removes it before the test is over. */
    public void delete() {
        Unchecked.run(id + " cannot be removed", () -> workspace.remove(id));
    }

    @Override
    public String toString() {
        return id + " (" + transformer + ")";
    }
}
