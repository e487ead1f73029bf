package org.offprint.web.harvest.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jboss.logging.Logger;
import org.offprint.platform.files.FileContents;
import org.offprint.platform.files.FileContents.Content;
import org.offprint.web.harvest.bulk.RecordLines.ArticleFileContent;

/**
 * Zip file of records and their files, created in chunks while a client downloads it. The entry {@code records.jsonl}
 * contains one record per line. The directory {@code files} contains each file once, named after the hash of its
 * content.
 */
final class RecordArchive extends ChunkedFile implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RecordArchive.class);
    // 1980-01-01 is the first day that zip files support. With a fixed timestamp, archives do not depend on the local
    // clock.
    private static final long FIRST_DAY = 315_532_800_000L;

    private final JsonLinesWriter records;
    private final RecordLines lines;
    private final FileContents contents;
    private final Set<UUID> journals;
    private final ZipOutputStream zip = new ZipOutputStream(unsent, StandardCharsets.UTF_8);
    private final byte[] buffer = new byte[CHUNK_BYTES];

    /** Hashes of the files already written to the zip file. */
    private final Set<String> hashes = new HashSet<>();

    private final Deque<ArticleFileContent> waiting = new ArrayDeque<>();
    private final ReentrantLock making = new ReentrantLock();
    private final AtomicBoolean closed = new AtomicBoolean();

    private boolean isBegun;
    private boolean isOfFiles;
    private UUID last = JsonLinesWriter.FIRST;
    private InputStream file;

    /**
     * Creates a zip file of records and their files.
     *
     * @param journals ids of the exported journals; null for all journals
     */
    RecordArchive(RecordLines lines, FileContents contents, Set<UUID> journals) {
        this.records = new JsonLinesWriter(lines.stagesWithFiles(), journals);
        this.lines = lines;
        this.contents = contents;
        this.journals = journals;
    }

    @Override
    boolean advance() throws IOException {
        making.lock();
        try {
            return !closed.get() && (isOfFiles ? writeFiles() : writeRecords());
        } finally {
            making.unlock();
            if (closed.get()) {
                release();
            }
        }
    }

    private boolean writeRecords() throws IOException {
        if (!isBegun) {
            begin("records.jsonl", false);
            isBegun = true;
        }
        if (!records.writeSome(zip)) {
            zip.closeEntry();
            isOfFiles = true;
        }
        return true;
    }

    private boolean writeFiles() throws IOException {
        if (file != null) {
            int read = file.read(buffer);
            if (read < 0) {
                file.close();
                file = null;
                zip.closeEntry();
            } else {
                zip.write(buffer, 0, read);
            }
            return true;
        }
        if (waiting.isEmpty()) {
            List<ArticleFileContent> more = lines.files(last, journals);
            if (more.isEmpty()) {
                zip.close();
                return false;
            }
            waiting.addAll(more);
            last = more.get(more.size() - 1).article();
            return true;
        }
        Content next = waiting.poll().content();
        if (next != null && hashes.add(next.sha256())) {
            open(next);
        }
        return true;
    }

    private void open(Content next) throws IOException {
        try {
            file = contents.open(next.sha256());
            begin("files/" + next.sha256(), next.isCompressed());
        } catch (NoSuchFileException e) {
            LOG.errorf(
                    "The content of the file with hash %s is missing, so the archive does not contain the file",
                    next.sha256());
        }
    }

    private void begin(String name, boolean isDense) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(FIRST_DAY);
        zip.setLevel(isDense ? Deflater.NO_COMPRESSION : Deflater.DEFAULT_COMPRESSION);
        zip.putNextEntry(entry);
    }

    /**
     * Closes the open file after the client has aborted the download. If a chunk is being created, the file is closed
     * afterwards.
     */
    @Override
    public void close() {
        closed.set(true);
        release();
    }

    private void release() {
        if (making.tryLock()) {
            try {
                if (file != null) {
                    file.close();
                    file = null;
                }
            } catch (IOException e) {
                LOG.debug("A file could not be closed after an aborted download", e);
            } finally {
                making.unlock();
            }
        }
    }
}
