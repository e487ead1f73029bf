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

/** Writes one of the two directories of an index: published records, or working ones. */
public final class IndexDirectory implements Closeable {

    private static final Logger LOG = Logger.getLogger(IndexDirectory.class);
    /** A document takes many times the memory of its record until it is written. */
    private static final int AT_ONCE = 64;

    private final Directory directory;
    private final IndexWriter writer;
    private final RestMergePolicy merging = new RestMergePolicy();
    private final Map<String, String> found = new HashMap<>();
    private volatile Mapping mapping;

    /** Opens a directory, which is closed with it, also where opening fails. */
    IndexDirectory(Directory directory, double bufferMegabytes) throws IOException {
        this.directory = directory;
        try {
            IndexWriterConfig config = new IndexWriterConfig(new TermStreams.None());
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
        mapping = before == null ? Mapping.present() : before.mixed();
    }

    /** Reads the sort of an index, which cannot be changed; null where it has none. */
    private static Sort sort(Directory directory) throws IOException {
        if (!DirectoryReader.indexExists(directory)) {
            return null;
        }
        SegmentInfos segments = SegmentInfos.readLatestCommit(directory);
        return segments.size() == 0 ? null : segments.info(0).info.getIndexSort();
    }

    /** Returns the mapping of the documents. */
    Mapping mapping() {
        return mapping;
    }

    /** Sets the mapping of documents written from now on. */
    void setMapping(Mapping ofBoth) {
        mapping = ofBoth;
    }

    /** Returns the checkpoint of the commit that it was opened with; null where that was not of a whole index. */
    Checkpoint found() {
        return Checkpoint.ofCommit(found);
    }

    /** Opens a reader of everything written so far, committed or not. */
    DirectoryReader read() throws IOException {
        return DirectoryReader.open(writer);
    }

    /** Adds records that are not there yet. Several threads may. */
    public void add(List<IndexRecord> records) throws IOException {
        for (IndexRecord record : records) {
            Document document = document(record);
            if (document != null) {
                writer.addDocument(document);
            }
        }
    }

    /**
     * Adds a record that is not there yet, in the order of the numbers: documents added in the order of the index need not be
     * sorted when they are written, which costs as much as analysis.
     */
    public void add(IndexRecord record, long turn, Sequencer sequencer) throws IOException {
        try {
            Document document = document(record);
            sequencer.await(turn);
            if (document != null) {
                // It is asked for its fields when it has got its place, and more than once.
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

    /** Replaces the records with these keys by those given; keys without one are removed. */
    public void replace(RecordKind kind, Collection<String> keys, List<IndexRecord> records) throws IOException {
        Map<String, IndexRecord> byKey = new HashMap<>();
        records.forEach(record -> byKey.put(record.key(), record));
        List<String> all = List.copyOf(keys);
        try {
            for (int from = 0; from < all.size(); from += AT_ONCE) {
                all.subList(from, Math.min(all.size(), from + AT_ONCE)).parallelStream()
                        .forEach(key -> replace(FieldNames.record(kind, key), byKey.get(key)));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Sets a number of the record with this name in place; nothing where there is none. */
    public void setNumber(String record, String field, long number) throws IOException {
        // Lucene refuses a field that no record has had yet.
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

    /** Makes the document of a record; null where that fails, so that all other records are found. */
    private Document document(IndexRecord record) {
        try {
            return PackedFields.packed(mapping.fitting(RecordDocuments.of(record)));
        } catch (RuntimeException e) {
            LOG.errorf(e, "The %s %s cannot be indexed and is not found", record.kind(), record.key());
            return null;
        }
    }

    /** Commits everything with the checkpoint that it has reached. */
    void commit(Checkpoint reached) throws IOException {
        Map<String, String> data = reached.toCommit();
        data.putAll(PackedFields.toCommit(mapping));
        writer.setLiveCommitData(data.entrySet());
        writer.commit();
    }

    /** Merges into few segments in threads of Lucene, or as Lucene usually does from now on. */
    void setAtRest(boolean resting) throws IOException {
        merging.setAtRest(resting);
        if (resting) {
            writer.maybeMerge();
        }
    }

    /** Merges hardly anything while a whole index is built, or as Lucene usually does from now on. */
    void setBeingBuilt(boolean building) {
        merging.setBeingBuilt(building);
    }

    boolean isMerging() {
        return !writer.getMergingSegments().isEmpty();
    }

    /** Returns the size in bytes. */
    long size() throws IOException {
        long size = 0;
        for (String file : directory.listAll()) {
            size += directory.fileLength(file);
        }
        return size;
    }

    /** Reports whether a failure has closed it, so that it has to be opened again. */
    boolean isBroken() {
        return writer.getTragicException() != null || !writer.isOpen();
    }

    /** Closes without a commit. */
    @Override
    public void close() throws IOException {
        try {
            writer.rollback();
        } finally {
            directory.close();
        }
    }
}
