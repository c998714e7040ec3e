package io.etlbed.cluster.proxy;

import io.etlbed.cluster.wire.ListFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** What one target has of a list, in order. It is asked for more when what it has sent is used up. */
final class TargetList {

    /** By the next entry, which there is. */
    private static final Comparator<TargetList> BY_NEXT = Comparator.comparing(
                    (TargetList list) -> list.entries.get(list.next))
            .thenComparingInt(list -> list.age);

    private final Source source;
    private final int age;
    private final int asked;
    private List<ListFrame> entries;
    private int next;

    /** Asks the target. */
    @FunctionalInterface
    interface Source {

        /** As many entries behind a name as were asked for at first, or all that are left. */
        List<ListFrame> behind(String name) throws InterruptedException;
    }

    /**
     * @param age of two that have a name, the one that was asked later knows better: it has the lower age
     * @param first what it has sent
     * @param asked how many entries it was asked for
     */
    TargetList(Source source, int age, List<ListFrame> first, int asked) {
        this.source = source;
        this.age = age;
        this.entries = first;
        this.asked = asked;
    }

    /** The first entries of all of these lists, in order, each name once. */
    static List<ListFrame> merge(List<TargetList> lists, int most) throws InterruptedException {
        PriorityQueue<TargetList> heads = new PriorityQueue<>(BY_NEXT);
        for (TargetList list : lists) {
            if (list.more()) {
                heads.add(list);
            }
        }
        List<ListFrame> page = new ArrayList<>();
        while (page.size() < most && !heads.isEmpty()) {
            TargetList first = heads.remove();
            ListFrame entry = first.entries.get(first.next++);
            if (page.isEmpty() || !page.get(page.size() - 1).hasNameOf(entry)) {
                page.add(entry);
            }
            // Nobody is asked for more than the page needs.
            if (page.size() < most && first.more()) {
                heads.add(first);
            }
        }
        return page;
    }

    /** Whether there is another entry. */
    private boolean more() throws InterruptedException {
        if (next == entries.size() && next == asked) {
            entries = source.behind(entries.get(next - 1).name());
            next = 0;
        }
        return next < entries.size();
    }
}
