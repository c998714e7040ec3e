package io.etlbed.conformance.catalogue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the catalogue out of its Markdown: a chapter per group with a table, and a last chapter on how to prove each. */
final class CatalogueText {

    private static final Pattern HEADING = Pattern.compile("## ([A-Z]+) — (.+)");
    private static final Pattern ROW =
            Pattern.compile("\\| *([A-Z]+-\\d{2}) *\\| *(MUST|SHOULD|BEYOND) *\\| *(.+?) *\\|");
    private static final String LAST_CHAPTER = "## How each can be proved";
    private static final String ID = "(?:[A-Z]+-)?\\d{2}";

    private final String markdown;

    CatalogueText(String markdown) {
        this.markdown = markdown;
    }

    List<Requirement> parse() {
        int end = markdown.indexOf(LAST_CHAPTER);
        if (end < 0) {
            throw new IllegalStateException("the catalogue has no chapter '" + LAST_CHAPTER + "'");
        }
        Map<Proof, List<IdList.Range>> proofs = proofs(markdown.substring(end));
        List<Requirement> found = new ArrayList<>();
        Group group = new Group("", "");
        for (String line : markdown.substring(0, end).lines().toList()) {
            Matcher heading = HEADING.matcher(line);
            Matcher row = ROW.matcher(line);
            if (heading.matches()) {
                group = new Group(heading.group(1), plain(heading.group(2)));
            } else if (row.matches()) {
                String id = row.group(1);
                found.add(new Requirement(
                        id,
                        group,
                        Level.valueOf(row.group(2)),
                        row.group(3).replace("\\|", "|"),
                        proofsOf(id, proofs)));
            }
        }
        return List.copyOf(found);
    }

    private static Map<Proof, List<IdList.Range>> proofs(String chapter) {
        Map<Proof, List<IdList.Range>> found = new EnumMap<>(Proof.class);
        for (Proof proof : Proof.values()) {
            Matcher match = Pattern.compile("\\*" + Pattern.quote(proof.title()) + "\\*[^:*]*:\\s*(" + ID
                            + "(?:(?:…|,\\s*)" + ID + ")*)")
                    .matcher(chapter);
            if (!match.find()) {
                throw new IllegalStateException("the catalogue does not list '" + proof.title() + "'");
            }
            found.put(proof, IdList.parse(match.group(1)));
        }
        return found;
    }

    private static Set<Proof> proofsOf(String id, Map<Proof, List<IdList.Range>> all) {
        Set<Proof> proofs = EnumSet.noneOf(Proof.class);
        all.forEach((proof, ranges) -> {
            if (ranges.stream().anyMatch(range -> range.holds(id))) {
                proofs.add(proof);
            }
        });
        return proofs;
    }

    private static String plain(String markdown) {
        return markdown.replace("*", "");
    }
}
