package org.offprint.search.embedded.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jboss.logging.Logger;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.database.DirectoryTrees;
import org.offprint.search.lucene.mapping.Mapping;

/**
 * Numbered index directories. A complete index has a checkpoint in its last commit. Directories without a checkpoint
 * are left over from interrupted builds and are removed.
 */
public final class IndexGenerations {

    private static final Logger LOG = Logger.getLogger(IndexGenerations.class);

    private final Path parent;

    /**
     * Creates a manager of index directories.
     *
     * @param parent directory of all indexes; created if missing
     */
    public IndexGenerations(Path parent) {
        this.parent = parent;
    }

    /** Returns the path of a new index directory. */
    public Path next() throws IOException {
        List<Path> present = present();
        int number = present.isEmpty() ? 1 : number(present.get(present.size() - 1)) + 1;
        return parent.resolve(Integer.toString(number));
    }

    /**
     * Opens the newest complete index that can be brought up to date from the change log. Removes all other index
     * directories. Returns null if there is no such index.
     */
    public OpenIndex open(UUID store, ChangeLog log) throws IOException {
        List<Path> present = present();
        for (int i = present.size() - 1; i >= 0; i--) {
            OpenIndex opened = open(present.get(i), store, log);
            if (opened != null) {
                removeAllBut(opened.path());
                return opened;
            }
        }
        removeAllBut(null);
        return null;
    }

    private static OpenIndex open(Path path, UUID store, ChangeLog log) throws IOException {
        OpenIndex index = null;
        try {
            Checkpoint checkpoint = checkpoint(path);
            if (checkpoint != null && fits(checkpoint, store, log)) {
                index = OpenIndex.at(path);
                return index;
            }
            LOG.infof("The search index %s is incomplete or belongs to another database, and will be rebuilt", path);
        } catch (IOException | RuntimeException e) {
            // If index files are corrupt, Lucene may throw an IOException or a RuntimeException.
            LOG.warnf("The search index %s cannot be read and will be rebuilt: %s", path, e);
        }
        return null;
    }

    /**
     * Reads the checkpoint of the index at the given path. Returns null if the directory does not contain a complete,
     * usable index.
     */
    static Checkpoint checkpoint(Path index) throws IOException {
        return Checkpoint.earlier(
                checkpointOf(index.resolve(OpenIndex.PUBLISHED)), checkpointOf(index.resolve(OpenIndex.WORKING)));
    }

    private static Checkpoint checkpointOf(Path path) throws IOException {
        try (Directory directory = FSDirectory.open(path)) {
            if (!DirectoryReader.indexExists(directory)) {
                return null;
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                Map<String, String> data = reader.getIndexCommit().getUserData();
                Mapping mapping = PackedFields.ofCommit(data);
                return mapping == null || !mapping.canServe() ? null : Checkpoint.ofCommit(data);
            }
        }
    }

    /** Returns whether the index belongs to this database and the change log contains the last indexed change. */
    private static boolean fits(Checkpoint checkpoint, UUID store, ChangeLog log) {
        if (!checkpoint.store().equals(store)) {
            return false;
        }
        if (checkpoint.position() == 0) {
            return true;
        }
        List<Change> reached = log.after(checkpoint.position() - 1, 1);
        return !reached.isEmpty()
                && reached.get(0).position() == checkpoint.position()
                && reached.get(0).at().equals(checkpoint.at());
    }

    /** Removes all indexes except the one at {@code kept}. If {@code kept} is null, removes all indexes. */
    public void removeAllBut(Path kept) throws IOException {
        for (Path path : present()) {
            if (!path.equals(kept)) {
                DirectoryTrees.delete(path);
            }
        }
    }

    private List<Path> present() throws IOException {
        Files.createDirectories(parent);
        List<Path> present = new ArrayList<>();
        try (Stream<Path> all = Files.list(parent)) {
            all.filter(path -> path.getFileName().toString().matches("\\d{1,9}"))
                    .forEach(present::add);
        }
        present.sort(Comparator.comparingInt(IndexGenerations::number));
        return present;
    }

    private static int number(Path path) {
        return Integer.parseInt(path.getFileName().toString());
    }
}
