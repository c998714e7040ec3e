package io.etlbed.conformance.catalogue;

import io.etlbed.conformance.ConformanceException;
import java.util.List;

/** Some of the catalogue's requirements, as a user names them. */
public final class Selection {

    private final List<IdList.Range> ranges;

    private Selection(List<IdList.Range> ranges) {
        this.ranges = ranges;
    }

    /**
     * Reads a list such as {@code SPEC-01..14, 16..18, NAME, LIFE-01, 02}. An empty text selects nothing.
     *
     * @throws ConformanceException if an item is malformed or meets no requirement of the catalogue; the message names it
     */
    public static Selection parse(String text, Catalogue catalogue) {
        List<IdList.Range> ranges = IdList.parse(text);
        for (IdList.Range range : ranges) {
            if (catalogue.requirements().stream().noneMatch(known -> range.holds(known.id()))) {
                throw new ConformanceException("no requirement in '" + text + "' at " + range.group()
                        + (range.last() == Integer.MAX_VALUE ? "" : "-" + range.first())
                        + "; the groups are "
                        + String.join(
                                ", ",
                                catalogue.groups().stream().map(Group::key).toList()));
            }
        }
        return new Selection(ranges);
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    public boolean holds(String id) {
        return ranges.stream().anyMatch(range -> range.holds(id));
    }
}
