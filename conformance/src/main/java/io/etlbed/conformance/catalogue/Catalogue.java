package io.etlbed.conformance.catalogue;

import io.etlbed.conformance.ConformanceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every requirement on an ETL cluster, in the order of its text. */
public final class Catalogue {

    private final Map<String, Requirement> byId = new LinkedHashMap<>();

    private Catalogue(List<Requirement> requirements) {
        for (Requirement requirement : requirements) {
            if (byId.put(requirement.id(), requirement) != null) {
                throw new IllegalStateException("the catalogue has " + requirement.id() + " twice");
            }
        }
    }

    /** Reads the catalogue that ships with the suite. */
    public static Catalogue load() {
        try (InputStream text = Catalogue.class.getResourceAsStream("requirements.md")) {
            if (text == null) {
                throw new ConformanceException("requirements.md is missing in this build");
            }
            return new Catalogue(new CatalogueText(new String(text.readAllBytes(), StandardCharsets.UTF_8)).parse());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Requirement> requirements() {
        return List.copyOf(byId.values());
    }

    public List<Group> groups() {
        return byId.values().stream().map(Requirement::group).distinct().toList();
    }

    public Optional<Requirement> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
