package org.offprint.imports.reading;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.imports.batch.ReadRecord;
import org.offprint.imports.keys.ArticleIdentifiers;

/** Divides the records of an import into batches. */
public final class BatchReader implements AutoCloseable {

    private static final int MAX_RECORDS = 250;
    /** Memory that an import leaves for the rest of the service, in bytes. */
    private static final long RESERVED_BYTES = 100_000_000;
    /** Maximum decompressed size of a batch in bytes, so that only a few large records are in memory. */
    private static final long MAX_BYTES =
            Math.max(400_000, Math.min(16_000_000, (Runtime.getRuntime().maxMemory() - RESERVED_BYTES) / 32));

    private final UploadReader reader;
    /**
     * Maximum number of batches that end because an article follows an affiliation. The limit prevents many small
     * batches if articles and affiliations alternate in a file.
     */
    private static final int MAX_TURNS = 10;

    /** Records that have been read but belong to the next batch. */
    private final Deque<ReadRecord> ahead = new ArrayDeque<>();

    private int turns;

    public BatchReader(UploadReader reader) {
        this.reader = reader;
    }

    /**
     * Returns the next batch of records in file order. The batch is empty at the end of the import. A batch contains
     * each record only once, so that all records can be looked up before any record is stored. A batch ends before
     * articles that follow affiliations, because the articles may be linked to these affiliations. A batch also ends
     * before a journal that may continue one of its journals.
     */
    public List<ReadRecord> next() {
        List<ReadRecord> batch = new ArrayList<>();
        DistinctRecords distinct = new DistinctRecords();
        long weight = 0;
        while (batch.size() < MAX_RECORDS && weight < MAX_BYTES) {
            ReadRecord read = ahead.isEmpty() ? reader.next() : ahead.poll();
            if (read == null) {
                break;
            }
            boolean isTurn =
                    turns < MAX_TURNS && isOf("article", read) && !batch.isEmpty() && isOf("affiliation", last(batch));
            if (isTurn || continuesOneOf(batch, read) || !distinct.add(read.record())) {
                turns += isTurn ? 1 : 0;
                ahead.push(read);
                break;
            }
            batch.add(read);
            weight += read.weight();
        }
        return batch;
    }

    /** Returns whether a journal continues a journal that may be in the same batch and must be stored first. */
    private static boolean continuesOneOf(List<ReadRecord> batch, ReadRecord read) {
        return isOf("journal", read)
                && read.record().body() != null
                && read.record().body().hasNonNull("continues")
                && batch.stream().anyMatch(before -> isOf("journal", before));
    }

    private static ReadRecord last(List<ReadRecord> batch) {
        return batch.get(batch.size() - 1);
    }

    private static boolean isOf(String kind, ReadRecord read) {
        return read.record() != null && kind.equals(read.record().kind());
    }

    @Override
    public void close() {
        reader.close();
    }

    /**
     * Detects possible duplicates in a batch, based on the values that are used to look up existing records. Different
     * records may also be detected as duplicates.
     */
    private static final class DistinctRecords {

        private static final String WITH_DOI = " (with a DOI)";

        private final Set<String> names = new HashSet<>();

        /** Adds a record of the batch. Returns false if it may be a duplicate of an earlier record. */
        boolean add(ImportRecord record) {
            if (record == null || record.body() == null) {
                return true;
            }
            List<String> own = new ArrayList<>();
            for (String name : List.of("id", "doi", "ror", "slug")) {
                String value = value(record.body(), name);
                if (!value.isEmpty()) {
                    own.add(record.kind() + " "
                            + value.replaceFirst("^(https?://(dx\\.)?(doi|ror)\\.org/|doi:\\s*)", ""));
                }
            }
            boolean isNew = own.stream().noneMatch(names::contains);
            names.addAll(own);
            return addIdentifiers(record.body()) && isNew;
        }

        /**
         * Adds the identifiers of an article in the batch. Articles with different DOIs are distinct even if they share
         * a publisher identifier.
         */
        private boolean addIdentifiers(JsonNode body) {
            boolean isNew = true;
            List<String> own = new ArrayList<>();
            boolean hasDoi = !value(body, "doi").isEmpty();
            for (String identifier : ArticleIdentifiers.identifiers(body)) {
                String type = identifier.substring(0, identifier.indexOf(' '));
                if (ArticleIdentifiers.isShared(type)) {
                    continue;
                }
                boolean isUnique = ArticleIdentifiers.isUnique(type);
                String name = isUnique ? identifier : identifier + " " + body.path("journal");
                boolean isAnother = hasDoi && !isUnique;
                isNew &= !names.contains(name) && (isAnother || !names.contains(name + WITH_DOI));
                own.add(isAnother ? name + WITH_DOI : name);
            }
            names.addAll(own);
            return isNew;
        }

        private static String value(JsonNode body, String name) {
            return body.path(name).asText("").strip().toLowerCase(Locale.ROOT);
        }
    }
}
