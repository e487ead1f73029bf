package org.offprint.search.embedded.index;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Sort;
import org.apache.lucene.store.Directory;
import org.jboss.logging.Logger;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.lucene.documents.RecordDocuments;
import org.offprint.search.lucene.documents.TermStreams;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.lucene.mapping.IndexSimilarity;
import org.offprint.search.lucene.mapping.Mapping;
import org.offprint.search.schema.RecordKind;

/** Lucene writer for one of the two parts of an index: published or working records. */
public final class IndexDirectory implements Closeable {

    private static final Logger LOG = Logger.getLogger(IndexDirectory.class);
    /**
     * Number of records in a batch of index writes. An unwritten Lucene document takes many times the memory of its
     * record.
     */
    private static final int BATCH = 64;

    private final Directory directory;
    private final IndexWriter writer;
    private final IdleMergePolicy merging = new IdleMergePolicy();
    private final Map<String, String> found = new HashMap<>();
    private volatile Mapping mapping;

    /** Opens a Lucene directory. The directory is closed together with the index writer, or if opening fails. */
    IndexDirectory(Directory directory, double bufferMegabytes) throws IOException {
        this.directory = directory;
        try {
            IndexWriterConfig config = new IndexWriterConfig(new TermStreams.NoAnalyzer());
            config.setRAMBufferSizeMB(bufferMegabytes);
            Sort sort = sort(directory);
            config.setIndexSort(sort == null ? FieldNames.sort() : sort);
            config.setCodec(new NormsInMemoryCodec());
            config.setSimilarity(IndexSimilarity.similarity());
            config.setMergePolicy(merging);
            config.setMergeScheduler(new ConcurrentMergeScheduler());
            config.setCommitOnClose(false);
            writer = new IndexWriter(directory, config);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
        writer.getLiveCommitData().forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        Mapping before = PackedFields.ofCommit(found);
        mapping = before == null ? Mapping.current() : before.mixed();
    }

    /**
     * Returns the sort order of an existing index, which cannot be changed. Returns null if the index is not sorted.
     */
    private static Sort sort(Directory directory) throws IOException {
        if (!DirectoryReader.indexExists(directory)) {
            return null;
        }
        SegmentInfos segments = SegmentInfos.readLatestCommit(directory);
        return segments.size() == 0 ? null : segments.info(0).info.getIndexSort();
    }

    /** Returns the field mapping of the index documents. */
    Mapping mapping() {
        return mapping;
    }

    /** Sets the field mapping for subsequent writes. */
    void setMapping(Mapping ofBoth) {
        mapping = ofBoth;
    }

    /** Returns the checkpoint of the commit that was opened, or null if the committed index was incomplete. */
    Checkpoint found() {
        return Checkpoint.ofCommit(found);
    }

    /** Opens a reader for everything written to the index so far, including uncommitted writes. */
    DirectoryReader read() throws IOException {
        return DirectoryReader.open(writer);
    }

    /** Adds records that are not in the index yet. Several threads may call this method concurrently. */
    public void add(List<IndexRecord> records) throws IOException {
        for (IndexRecord record : records) {
            Document document = document(record);
            if (document != null) {
                writer.addDocument(document);
            }
        }
    }

    /**
     * Adds a record that is not in the index yet, after all records with lower sequence numbers. Documents added in the
     * sort order of the index need not be sorted when they are flushed. Sorting would take as long as text analysis.
     */
    public void add(IndexRecord record, long turn, Sequencer sequencer) throws IOException {
        try {
            Document document = document(record);
            sequencer.await(turn);
            if (document != null) {
                // Lucene first assigns a position to the document and then requests the fields, possibly several times.
                writer.addDocument(() -> {
                    sequencer.pass(turn);
                    return document.iterator();
                });
            }
        } finally {
            sequencer.await(turn);
            sequencer.pass(turn);
        }
    }

    /**
     * Replaces the index records with the given keys. Records whose keys are not in {@code records} are removed from
     * the index.
     */
    public void replace(RecordKind kind, Collection<String> keys, List<IndexRecord> records) throws IOException {
        Map<String, IndexRecord> byKey = new HashMap<>();
        records.forEach(record -> byKey.put(record.key(), record));
        List<String> all = List.copyOf(keys);
        try {
            for (int from = 0; from < all.size(); from += BATCH) {
                all.subList(from, Math.min(all.size(), from + BATCH)).parallelStream()
                        .forEach(key -> replace(FieldNames.record(kind, key), byKey.get(key)));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Updates a numeric field of an index record in place. Does nothing if the index does not contain the record. */
    public void setNumber(String record, String field, long number) throws IOException {
        // Lucene rejects updates of a numeric field that does not exist in the index yet.
        if (writer.getFieldNames().contains(field)) {
            writer.updateNumericDocValue(new Term(FieldNames.RECORD, record), field, number);
        }
    }

    private void replace(String id, IndexRecord record) {
        try {
            Document document = record == null ? null : document(record);
            Term term = new Term(FieldNames.RECORD, id);
            if (document == null) {
                writer.deleteDocuments(term);
            } else {
                writer.updateDocument(term, document);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Creates the Lucene document of a record. Returns null if the document cannot be created, so that the remaining
     * records are still indexed.
     */
    private Document document(IndexRecord record) {
        try {
            return PackedFields.packed(mapping.withoutMissingFields(RecordDocuments.of(record)));
        } catch (RuntimeException e) {
            LOG.errorf(e, "Cannot index the %s %s; searches will not find it", record.kind(), record.key());
            return null;
        }
    }

    /** Commits all index changes together with the given checkpoint. */
    void commit(Checkpoint reached) throws IOException {
        Map<String, String> data = reached.toCommit();
        data.putAll(PackedFields.toCommit(mapping));
        writer.setLiveCommitData(data.entrySet());
        writer.commit();
    }

    /**
     * If the index is idle, starts merging into a few segments in Lucene's merge threads; otherwise, restores Lucene's
     * default merging.
     */
    void setIdle(boolean resting) throws IOException {
        merging.setIdle(resting);
        if (resting) {
            writer.maybeMerge();
        }
    }

    /** During an index build, reduces merging to a minimum; otherwise, restores Lucene's default merging. */
    void setBeingBuilt(boolean building) {
        merging.setBeingBuilt(building);
    }

    boolean isMerging() {
        return !writer.getMergingSegments().isEmpty();
    }

    /** Returns the size of the index in bytes. */
    long size() throws IOException {
        long size = 0;
        for (String file : directory.listAll()) {
            size += directory.fileLength(file);
        }
        return size;
    }

    /** Returns whether a failure has closed the index, which must then be reopened. */
    boolean isBroken() {
        return writer.getTragicException() != null || !writer.isOpen();
    }

    /** Closes the index without committing. */
    @Override
    public void close() throws IOException {
        try {
            writer.rollback();
        } finally {
            directory.close();
        }
    }
}
