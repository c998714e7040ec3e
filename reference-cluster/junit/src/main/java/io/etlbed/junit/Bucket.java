package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectContent;
import io.etlbed.cluster.client.ObjectRead;
import io.etlbed.cluster.client.ObjectRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A bucket with a generated name, which is removed with all that is in it when the test is over that it was made for. */
public final class Bucket {

    private static final int LONGEST_IN_MEMORY = 256 << 20;

    private final Workspace workspace;
    private final String name;

    Bucket(Workspace workspace, String name) {
        this.workspace = workspace;
        this.name = name;
    }

    /** Its name, without the provider. */
    public String name() {
        return name;
    }

    /** The address of an object in it. */
    public ObjectRef object(String object) {
        return new ObjectRef(name, object);
    }

    /** Stores an object, in place of the one of that name. */
    public Bucket put(String object, byte[] content) {
        return put(object, ObjectBody.of(content));
    }

    /** Stores a text in UTF-8. */
    public Bucket put(String object, String text) {
        return put(object, text.getBytes(UTF_8));
    }

    /** Stores a file. */
    public Bucket put(String object, Path file) {
        return put(object, Unchecked.call(file + " cannot be stored", () -> ObjectBody.of(file)));
    }

    /** Stores whatever has bytes. */
    public Bucket put(String object, ObjectBody content) {
        Unchecked.run(
                "ais://" + name + "/" + object + " cannot be stored",
                () -> workspace.client().objects().put(object(object), content));
        return this;
    }

    /**
     * An object as it is stored, of 256 MiB at most.
     *
     * @throws io.etlbed.cluster.wire.AisException 404 if there is none of that name
     */
    public byte[] get(String object) {
        return Unchecked.call("ais://" + name + "/" + object + " cannot be read", () -> {
            try (ObjectContent content = workspace.client().objects().open(ObjectRead.of(object(object)))) {
                byte[] bytes = content.stream().readNBytes(LONGEST_IN_MEMORY + 1);
                if (bytes.length > LONGEST_IN_MEMORY) {
                    throw new IOException("it is longer than 256 MiB; read it by AisClient");
                }
                return bytes;
            }
        });
    }

    /** The names of its objects, in alphabetical order. */
    public List<String> names() {
        return Unchecked.call(this + " cannot be listed", () -> {
            List<String> names = new ArrayList<>();
            workspace.client().objects().list(name, "", entry -> names.add(entry.name()));
            return List.copyOf(names);
        });
    }

    /** {@code ais://NAME} */
    @Override
    public String toString() {
        return "ais://" + name;
    }
}
