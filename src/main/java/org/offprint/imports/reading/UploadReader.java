package org.offprint.imports.reading;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;
import org.offprint.formats.ImportFormats;
import org.offprint.formats.reading.EmbeddedFiles;
import org.offprint.formats.reading.ImportFormat;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.ImportRecords;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.imports.batch.ImportRequest;
import org.offprint.imports.batch.ReadRecord;
import org.offprint.imports.files.Upload;
import org.offprint.imports.files.UploadDirectory;
import org.offprint.imports.files.UploadPart;
import org.offprint.imports.files.UploadPosition;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.platform.jobs.ClaimLostException;

/** Reads the records of all uploaded files of an import in order, starting at any position. */
public final class UploadReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(UploadReader.class);

    private final UUID job;
    private final ImportRequest request;
    private final UploadDirectory directory;
    private final PackagedFiles packages;
    private final EmbeddedFiles embedded;
    private final Runnable watch;
    private final long size;
    private UploadPosition position;
    private Upload upload;
    private UploadPart part;
    private ImportRecords records;
    /** Total size in bytes of the uploaded files before the current file. */
    private long before;
    /** Number of decompressed bytes that were read from all uploaded files. */
    private long expanded;

    private long weighed;
    /**
     * Whether a failure of a record reader has been logged. A zip may cause the same failure a hundred thousand times,
     * so only the first failure is logged.
     */
    private boolean isFailureLogged;

    /**
     * Creates a reader for the records of an import.
     *
     * @param from start position; earlier records are skipped
     * @param watch callback that runs repeatedly; if it throws a {@link ClaimLostException}, reading ends
     */
    public UploadReader(
            UUID job,
            ImportRequest request,
            UploadDirectory directory,
            PackagedFiles packages,
            UploadPosition from,
            Runnable watch) {
        this.job = job;
        this.request = request;
        this.directory = directory;
        this.packages = packages;
        this.embedded = packages.embedded(!request.validateOnly());
        this.watch = watch;
        this.size = Math.max(
                1, request.files().stream().mapToLong(ImportRequest.File::size).sum());
        this.position = new UploadPosition(from.file(), from.entry(), 0);
        for (int i = 0; i < from.file(); i++) {
            before += request.files().get(i).size();
        }
        skip(from.record());
    }

    /** Skips {@code count} records that have already been imported. */
    private void skip(long count) {
        if (count == 0) {
            return;
        }
        try {
            upload = open();
            for (long i = 0; i < count && isSkipped(); i++) {
                // Each record up to this position has been imported or reported as missing.
                watch.run();
            }
            position = new UploadPosition(position.file(), position.entry(), count);
            weighed = expanded;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClaimLostException e) {
            close();
            throw e;
        }
    }

    private boolean isSkipped() throws IOException {
        try {
            return records().skip();
        } catch (UnreadableException e) {
            if (e.isOfRecord()) {
                return true;
            }
            throw e;
        }
    }

    /**
     * Returns the next record of the current record file. If a record cannot be read, it is rejected, and reading
     * continues with the next record of the file.
     */
    private ImportRecord nextOfPart() throws IOException {
        try {
            return records().next();
        } catch (UnreadableException e) {
            if (e.isOfRecord()) {
                return ImportRecord.refused(Finding.at("", "unreadable", e.getMessage()), List.of(), e.line());
            }
            throw e;
        }
    }

    private Upload open() throws IOException {
        return Upload.open(
                directory.file(job, position.file()),
                request.files().get(position.file()).name(),
                watch);
    }

    /** Returns the next item of the import, or null at the end of the import. */
    ReadRecord next() {
        while (position.file() < request.files().size()) {
            // Also check the claim to the job before each item, because a format reader may treat the exception as an
            // error in the file.
            watch.run();
            String name = request.files().get(position.file()).name();
            try {
                if (upload == null) {
                    upload = open();
                }
                if (position.entry() < upload.parts()) {
                    name = upload.name(position.entry());
                    ImportRecord record = nextOfPart();
                    record = record == null && position.record() == 0 ? noRecords() : record;
                    if (record != null) {
                        position = new UploadPosition(position.file(), position.entry(), position.record() + 1);
                        boolean isFirst = position.record() == 1;
                        // An issue record may follow the files of its first article, so embedded files are added only
                        // to article records.
                        Set<String> come = "article".equals(record.kind()) ? embedded.takeHashes() : Set.of();
                        PackagedFiles.PackagedArticle packaged =
                                packages.of(upload, position.entry(), record, isFirst, come, !request.validateOnly());
                        if (record.source() == null && packaged.record().source() != null) {
                            expanded += packaged.record().source().length;
                        }
                        return item(packaged.record(), null, name, isFirst, packaged.files());
                    }
                    endPart();
                } else {
                    endUpload();
                }
            } catch (UnreadableException e) {
                return unreadable(e, name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (StackOverflowError | OutOfMemoryError e) {
                // The limits of the record readers should prevent an OutOfMemoryError.
                LOG.warnf("%s of import %s needs more memory than is available: %s", name, job, e);
                return unreadable(
                        new UnreadableException(
                                "A record of the file needs more memory than is available to the service.", 0),
                        name);
            } catch (ClaimLostException e) {
                throw e;
            } catch (RuntimeException e) {
                // Third-party files may contain unexpected data, which must not affect the rest of the import.
                if (!isFailureLogged) {
                    LOG.errorf(
                            e,
                            "%s of import %s cannot be read further; similar failures of this import are not logged",
                            name,
                            job);
                    isFailureLogged = true;
                }
                return unreadable(
                        new UnreadableException(
                                "The rest of the file cannot be read. Ask the operator to check the log of the service.",
                                0),
                        name);
            }
        }
        return null;
    }

    /** Returns a rejected record that reports a file without records. */
    private ImportRecord noRecords() {
        String said = "The file was read as " + format().name() + " and contains no records.";
        return ImportRecord.refused(Finding.at("", "no-record", said), List.of(), 0);
    }

    private ImportFormat format() {
        return (request.format() == null ? part.format() : ImportFormats.named(request.format()))
                .orElseThrow(() -> new UnreadableException("The file format is not supported.", 0));
    }

    private ReadRecord unreadable(UnreadableException reason, String name) {
        boolean isFirst = position.record() == 0;
        if (upload == null) {
            nextUpload();
        } else {
            endPart();
        }
        return item(null, reason, name, isFirst, List.of());
    }

    private ImportRecords records() throws IOException {
        if (records == null) {
            part = upload.part(position.entry());
            try {
                records = format().open(
                                new CountingInputStream(part.content(), count -> expanded += count, watch), embedded);
            } catch (IOException e) {
                throw UnreadableException.of(e, 1);
            }
        }
        return records;
    }

    private ReadRecord item(
            ImportRecord record,
            UnreadableException unreadable,
            String file,
            boolean isFirst,
            List<ArticleFile> files) {
        long weight = expanded - weighed;
        weighed = expanded;
        long read = before + (upload == null ? 0 : upload.read(position.entry()));
        return new ReadRecord(
                record, unreadable, file, isFirst, position, Math.min(1, (double) read / size), weight, files);
    }

    private void endPart() {
        closePart();
        position = new UploadPosition(position.file(), position.entry() + 1, 0);
    }

    private void endUpload() throws IOException {
        upload.close();
        upload = null;
        nextUpload();
    }

    private void nextUpload() {
        before += request.files().get(position.file()).size();
        position = new UploadPosition(position.file() + 1, 0, 0);
    }

    private void closePart() {
        try {
            if (records != null) {
                records.close();
            }
            if (part != null) {
                part.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            records = null;
            part = null;
        }
    }

    @Override
    public void close() {
        closePart();
        try {
            if (upload != null) {
                upload.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stream of a record file that counts bytes and runs the watch callback at each read. */
    private static final class CountingInputStream extends FilterInputStream {

        private final IntConsumer counted;
        private final Runnable watch;

        CountingInputStream(InputStream content, IntConsumer counted, Runnable watch) {
            super(content);
            this.counted = counted;
            this.watch = watch;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            watch.run();
            int count = super.read(bytes, offset, length);
            counted.accept(Math.max(0, count));
            return count;
        }
    }
}
