package org.offprint.ingest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts what an import reads into batches. */
final class Batches implements AutoCloseable {

    private static final int MOST = 250;
    /** In bytes as they are in the files, decompressed: however large the records, few of them are in memory. */
    private static final long LARGEST = 16_000_000;

    private final ItemReader items;
    /** Read, but of the next batch. */
    private final Deque<Item> ahead = new ArrayDeque<>();

    Batches(ItemReader items) {
        this.items = items;
    }

    /**
     * The next batch in their order; empty at the end. No two of it are the same record by id or DOI, so that all can be
     * looked up before any is stored.
     */
    List<Item> next() {
        List<Item> batch = new ArrayList<>();
        Set<String> names = new HashSet<>();
        long weight = 0;
        while (batch.size() < MOST && weight < LARGEST) {
            Item item = ahead.isEmpty() ? items.next() : ahead.poll();
            if (item == null) {
                break;
            }
            if (!addNames(item.record(), names)) {
                ahead.push(item);
                break;
            }
            batch.add(item);
            weight += item.weight();
        }
        return batch;
    }

    private static boolean addNames(ImportRecord record, Set<String> names) {
        if (record == null || record.body() == null) {
            return true;
        }
        List<String> own = new ArrayList<>();
        for (String name : List.of("id", "doi", "ror", "slug")) {
            String value = record.body().path(name).asText("").strip().toLowerCase(Locale.ROOT);
            if (!value.isEmpty()) {
                own.add(record.kind() + " " + value.replaceFirst("^(https?://(dx\\.)?(doi|ror)\\.org/|doi:\\s*)", ""));
            }
        }
        boolean isNew = own.stream().noneMatch(names::contains);
        names.addAll(own);
        return isNew;
    }

    @Override
    public void close() {
        items.close();
    }
}
