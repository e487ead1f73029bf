package org.offprint.imports;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.offprint.formats.ImportFormats;
import org.offprint.formats.reading.ImportFormat;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.imports.batch.ImportRequest;
import org.offprint.imports.files.Upload;
import org.offprint.imports.files.UploadDirectory;
import org.offprint.imports.files.UploadPart;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.jobs.Jobs;
import org.offprint.platform.jobs.Node;
import org.offprint.platform.jobs.ScheduledWork;

/** Accepts imports. The uploaded files are written first, and then the import job that reads them is queued. */
@ApplicationScoped
public class Imports {

    /** Value of {@code job.kind} for import jobs. */
    public static final String KIND = "import";

    /** Import formats for external works. Files in these formats contain no data except the works. */
    private static final List<String> EXTERNAL_WORK_FORMATS = List.of("crossref-works", "csl");

    private final Jobs jobs;
    private final Node node;
    private final UploadDirectory directory;
    private final Sql sql;
    private final ScheduledWork timed;
    /** Ids of import jobs whose files are still being written. */
    private final Set<UUID> arriving = ConcurrentHashMap.newKeySet();
    /** Serializes the checks of uploaded files, so that the directory of at most one zip is in memory. */
    private final ReentrantLock opening = new ReentrantLock();

    Imports(Jobs jobs, Node node, UploadDirectory directory, Sql sql, ScheduledWork timed) {
        this.jobs = jobs;
        this.node = node;
        this.directory = directory;
        this.sql = sql;
        this.timed = timed;
    }

    /** Returns whether a journal with the given id exists. */
    public boolean isJournal(UUID id) {
        return sql.first("select id from journal where id = ?", row -> Sql.uuid(row, "id"), id)
                .isPresent();
    }

    /**
     * Returns whether an issue with the given id exists and is published or belongs to one of the given journals.
     *
     * @param journals journals that the caller may edit; empty for all journals
     */
    public boolean isIssue(UUID id, Optional<Set<UUID>> journals) {
        return sql.first(
                        "select journal, status = 'published' is_public from issue where id = ?",
                        row -> row.getBoolean("is_public")
                                || journals.isEmpty()
                                || journals.get().contains(Sql.uuid(row, "journal")),
                        id)
                .orElse(false);
    }

    /**
     * Checks the beginning of each uploaded file. Files in a zip are not checked, because an outcome is reported for
     * each file.
     *
     * @throws org.offprint.kernel.faults.ProblemException 422 if a file is unreadable or empty, 415 if its format is
     *     not supported
     */
    public void requireReadable(UUID id, ImportRequest request) {
        opening.lock();
        try {
            requireEach(id, request);
        } finally {
            opening.unlock();
        }
    }

    private void requireEach(UUID id, ImportRequest request) {
        for (int i = 0; i < request.files().size(); i++) {
            String name = request.files().get(i).name();
            try (Upload upload = Upload.open(directory.file(id, i), name, () -> {})) {
                if (request.isOfOutsideWorks() && upload.isZip()) {
                    throw new UnreadableException(
                            "External works cannot be imported from a zip. Upload each file separately.", 0);
                }
                if (!upload.isZip()) {
                    requireFormat(upload, request);
                }
            } catch (UnreadableException e) {
                throw Problems.invalid(
                        "The file",
                        List.of(Finding.at("", "unreadable", (name == null ? "" : name + ": ") + e.getMessage())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void requireFormat(Upload upload, ImportRequest request) throws IOException {
        try (UploadPart part = upload.part(0)) {
            List<String> names = request.isOfOutsideWorks()
                    ? EXTERNAL_WORK_FORMATS
                    : ImportFormats.ALL.stream().map(ImportFormat::name).toList();
            String format = request.format() == null
                    ? part.format().map(ImportFormat::name).orElse(null)
                    : request.format();
            if (format == null || !names.contains(format)) {
                throw Problems.of(
                                415,
                                "unsupported-media-type",
                                "The file format is not supported",
                                "The format is detected from the content. Supported formats are "
                                        + String.join(", ", names)
                                        + ". If the format is not detected, set the parameter format to its name.")
                        .with("accepted", names);
            }
        }
    }

    /**
     * Records the id of an import job whose files are about to be written, so that the cleanup does not delete them.
     */
    public void registerUpload(UUID id) {
        arriving.add(id);
    }

    /**
     * Queues the import job whose files have been written. If this call fails, the job may still be in the database, so
     * its files are kept until the next cleanup.
     */
    public void submit(UUID id, ImportRequest request) {
        String stored = new String(Json.write(request), StandardCharsets.UTF_8);
        try {
            jobs.submit(id, KIND, stored, node.id(), request.by().editor());
        } finally {
            arriving.remove(id);
        }
    }

    /** Removes the files of an import job that was not queued. */
    public void abandon(UUID id) {
        if (arriving.remove(id)) {
            directory.remove(id);
        }
    }

    void removeLeftOversOnStart(@Observes StartupEvent event) {
        removeLeftoverFiles();
    }

    /**
     * Removes the files of import jobs that ended on a different node, and of uploads that were interrupted by a crash.
     */
    @Scheduled(every = "60s", delayed = "60s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void removeLeftOversNow() {
        timed.run(this::removeLeftoverFiles);
    }

    private void removeLeftoverFiles() {
        Set<UUID> expected = Set.copyOf(arriving);
        List<UUID> present = directory.jobs();
        Set<UUID> open = new HashSet<>(jobs.open(present));
        present.stream()
                .filter(job -> !open.contains(job) && !expected.contains(job) && !arriving.contains(job))
                .forEach(directory::remove);
    }
}
