package io.etlbed.conformance.profile;

import io.etlbed.conformance.ConformanceException;
import io.etlbed.conformance.catalogue.Catalogue;
import io.etlbed.conformance.catalogue.Requirement;
import io.etlbed.conformance.catalogue.Selection;
import io.etlbed.conformance.check.Difference;
import io.etlbed.conformance.check.Exemption;
import io.etlbed.conformance.check.Profile;
import io.etlbed.conformance.check.Settings;
import io.etlbed.conformance.yaml.YamlFile;
import io.etlbed.conformance.yaml.YamlMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A profile as YAML: another one, and what is different to it. */
final class ProfileFile {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final Catalogue catalogue;
    private final Set<String> checks;
    private final Function<String, Optional<Profile>> base;

    /** @param base finds the profile that another one extends */
    ProfileFile(Catalogue catalogue, Set<String> checks, Function<String, Optional<Profile>> base) {
        this.catalogue = catalogue;
        this.checks = checks;
        this.base = base;
    }

    Profile read(Path file) {
        return YamlFile.read(file, this::profile);
    }

    Profile read(String name, String text) {
        return YamlFile.read(name, text, this::profile);
    }

    private Profile profile(YamlMap top) {
        top.only("name", "extends", "settings", "differences", "not-applicable", "alone");
        top.required("name");
        String name = top.text(
                        "name",
                        text -> NAME.matcher(text).matches() ? Optional.of(text) : Optional.empty(),
                        "a name of letters, digits, '.', '_' and '-'")
                .orElse("");
        Profile extended =
                top.text("extends", base, String.join(" or ", Profiles.names())).orElse(Profile.DOCUMENT);
        Settings settings = top.map("settings")
                .map(map -> settings(map, extended.settings()))
                .orElse(extended.settings());
        List<Difference> own = top.each("differences", this::difference);
        Map<String, Exemption> exemptions = new LinkedHashMap<>(extended.exemptions());
        top.map("not-applicable").ifPresent(map -> exemptions(map, exemptions));
        Set<String> alone = new HashSet<>(extended.alone());
        alone.addAll(alone(top));
        return new Profile(name, settings, differences(extended, own), exemptions, alone);
    }

    /** What is said anew of a check replaces what the extended profile says of it. */
    private static List<Difference> differences(Profile extended, List<Difference> own) {
        List<Difference> all = new ArrayList<>(extended.differences());
        all.removeIf(old -> own.stream().anyMatch(one -> one.check().equals(old.check())));
        all.addAll(own);
        return all;
    }

    private static Settings settings(YamlMap map, Settings before) {
        map.only("longest-name", "large-object", "etl-exists-status", "annotations", "destination", "refusals");
        return new Settings(
                map.text("longest-name", text -> number(text, 6, 253), "a number from 6 to 253")
                        .orElse(before.longestName()),
                map.text("large-object", Size::parse, Size.EXPECTED).orElse(before.largeObject()),
                map.text("etl-exists-status", text -> number(text, 400, 499), "a status from 400 to 499")
                        .orElse(before.etlExistsStatus()),
                map.text("annotations", text -> one(text, "read", "ignored"), "read or ignored")
                        .orElse(before.annotations()),
                map.text("destination", text -> one(text, "bck_to", "name"), "name or bck_to")
                        .orElse(before.bucketInQuery()),
                map.text("refusals", text -> one(text, "placed", "any"), "placed or any")
                        .orElse(before.placed()));
    }

    private static Optional<Integer> number(String text, int least, int most) {
        return text.matches("\\d{1,6}")
                ? Optional.of(Integer.valueOf(text)).filter(value -> value >= least && value <= most)
                : Optional.empty();
    }

    private static Optional<Boolean> one(String text, String yes, String no) {
        return text.equals(yes) || text.equals(no) ? Optional.of(text.equals(yes)) : Optional.empty();
    }

    private Difference difference(YamlMap entry) {
        entry.only("check", "found", "behaviour", "source");
        String check = entry.required("check");
        if (!check.isBlank() && !checks.contains(check)) {
            entry.complain("check", "there is no check '" + check + "'");
        }
        return new Difference(
                check, entry.text("found").orElse(""), entry.required("behaviour"), entry.required("source"));
    }

    private void exemptions(YamlMap map, Map<String, Exemption> into) {
        map.forEach((id, entry) -> {
            entry.only("reason", "source");
            if (catalogue.find(id).isEmpty() && !checks.contains(id)) {
                map.complainOfName(id, "there is no requirement and no check '" + id + "'");
            }
            into.put(id, new Exemption(entry.required("reason"), entry.required("source")));
        });
    }

    private Set<String> alone(YamlMap top) {
        Set<String> ids = new HashSet<>();
        try {
            Selection selection = Selection.parse(String.join(",", top.texts("alone")), catalogue);
            catalogue.requirements().stream()
                    .map(Requirement::id)
                    .filter(selection::holds)
                    .forEach(ids::add);
        } catch (ConformanceException e) {
            top.complain("alone", e.getMessage());
        }
        return ids;
    }
}
