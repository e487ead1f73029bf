package org.offprint.search.lucene;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jboss.logging.Logger;
import org.offprint.search.Entry;
import org.offprint.search.Kind;

/**
 * An index of Lucene that is written and searched by this process. One thread follows with it, many search.
 *
 * <p>Longer than others by what an index of another version needs.
 */
final class OpenIndex implements Closeable {

    private static final Logger LOG = Logger.getLogger(OpenIndex.class);
    private static final double BUFFER_MEGABYTES = 48;
    /** A document takes many times the memory of its record until it is written. */
    private static final int AT_ONCE = 64;

    private final Path path;
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final Mapping mapping;
    private volatile Checkpoint reached;
    private volatile Checkpoint committed;

    private OpenIndex(Path path, Directory directory) throws IOException {
        this.path = path;
        this.directory = directory;
        IndexWriterConfig config = new IndexWriterConfig(new Streams.None());
        config.setRAMBufferSizeMB(BUFFER_MEGABYTES);
        Sort sort = sort(directory);
        config.setIndexSort(sort == null ? Fields.sort() : sort);
        config.setSimilarity(Weights.similarity());
        config.setMergeScheduler(new ConcurrentMergeScheduler());
        config.setCommitOnClose(false);
        writer = new IndexWriter(directory, config);
        try {
            Map<String, String> data = new HashMap<>();
            writer.getLiveCommitData().forEach(entry -> data.put(entry.getKey(), entry.getValue()));
            Mapping before = Mapping.ofCommit(data);
            mapping = before == null ? Mapping.present() : before.mixed();
            searchers = new SearcherManager(writer, true, false, new SearcherFactory() {
                @Override
                public IndexSearcher newSearcher(IndexReader reader, IndexReader previous) {
                    return new Snapshot(reader, mapping);
                }
            });
            committed = Checkpoint.ofCommit(data);
            reached = committed;
        } catch (IOException | RuntimeException e) {
            writer.rollback();
            throw e;
        }
    }

    /** The order in which the documents of an index lie, which cannot be changed; null where it has none. */
    private static Sort sort(Directory directory) throws IOException {
        if (!DirectoryReader.indexExists(directory)) {
            return null;
        }
        SegmentInfos segments = SegmentInfos.readLatestCommit(directory);
        return segments.size() == 0 ? null : segments.info(0).info.getIndexSort();
    }

    /** Opens the index in this directory, or a new one where there is none. */
    static OpenIndex at(Path path) throws IOException {
        Files.createDirectories(path);
        return in(path, FSDirectory.open(path));
    }

    /** The same in any place that Lucene can use. */
    static OpenIndex in(Path path, Directory directory) throws IOException {
        try {
            return new OpenIndex(path, directory);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    Path path() {
        return path;
    }

    /** Whether another version made it: it answers what it can until one of this version is built. */
    boolean isOutdated() {
        return !mapping.isPresent();
    }

    /** Everything up to there is written; null while the index is not whole. */
    Checkpoint reached() {
        return reached;
    }

    /** Adds records that are not there yet. Several threads may. */
    void add(List<Entry> entries) throws IOException {
        for (Entry entry : entries) {
            Document document = document(entry);
            if (document != null) {
                writer.addDocument(document);
            }
        }
    }

    /** Puts these in place of the records with these keys; what has no entry is removed. */
    void replace(Kind kind, Collection<String> keys, List<Entry> entries) throws IOException {
        Map<String, Entry> byKey = new HashMap<>();
        entries.forEach(entry -> byKey.put(entry.key(), entry));
        List<String> all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            replace(kind, all.subList(from, Math.min(all.size(), from + AT_ONCE)), byKey);
        }
    }

    private void replace(Kind kind, List<String> keys, Map<String, Entry> entries) throws IOException {
        List<Document> documents = keys.parallelStream()
                .map(entries::get)
                .map(entry -> entry == null ? null : document(entry))
                .toList();
        for (int i = 0; i < keys.size(); i++) {
            Term record = new Term(Fields.RECORD, Fields.record(kind, keys.get(i)));
            if (documents.get(i) == null) {
                writer.deleteDocuments(record);
            } else {
                writer.updateDocument(record, documents.get(i));
            }
        }
    }

    /** Null for an entry of which none can be made: it is not found, and all others are. */
    private Document document(Entry entry) {
        try {
            return mapping.fitting(Documents.of(entry));
        } catch (RuntimeException e) {
            LOG.errorf(e, "The %s %s cannot be indexed and is not found", entry.kind(), entry.key());
            return null;
        }
    }

    /** Lets searches see everything that is written. */
    void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    /** Everything up to there is written. */
    void reach(Checkpoint checkpoint) {
        reached = checkpoint;
    }

    /** Whether there is something to commit. */
    boolean isAhead() {
        return reached != null && !reached.equals(committed);
    }

    /** Puts everything on the disk, with how far it goes. */
    synchronized void commit() throws IOException {
        Checkpoint now = reached;
        Map<String, String> data = now.toCommit();
        data.putAll(mapping.toCommit());
        writer.setLiveCommitData(data.entrySet());
        writer.commit();
        committed = now;
    }

    /** Whether it was closed by what happened to it, and has to be opened again. */
    boolean isBroken() {
        return writer.getTragicException() != null || !writer.isOpen();
    }

    /** The present moment; to be released. */
    Snapshot acquire() throws IOException {
        return (Snapshot) searchers.acquire();
    }

    void release(Snapshot snapshot) throws IOException {
        searchers.release(snapshot);
    }

    /** Number of records. */
    long size() {
        return writer.getDocStats().numDocs;
    }

    /** Ends without a commit. */
    @Override
    public void close() throws IOException {
        try {
            searchers.close();
            writer.rollback();
        } finally {
            directory.close();
        }
    }
}
