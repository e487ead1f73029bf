package org.offprint.imports.reading;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.offprint.formats.ImportFormats;
import org.offprint.formats.reading.ImportFormat;
import org.offprint.imports.batch.ImportRequest;
import org.offprint.imports.files.Upload;
import org.offprint.imports.files.UploadDirectory;
import org.offprint.imports.files.UploadPart;

/** Counts the records of an import in advance, if the formats of all its files support counting. */
public final class RecordCount {

    private final UUID job;
    private final ImportRequest request;
    private final UploadDirectory directory;
    private final Runnable watch;

    /**
     * Creates a counter for the records of an import.
     *
     * @param watch callback that runs repeatedly; if it throws an exception, counting ends
     */
    public RecordCount(UUID job, ImportRequest request, UploadDirectory directory, Runnable watch) {
        this.job = job;
        this.request = request;
        this.directory = directory;
        this.watch = watch;
    }

    /** Returns the total number of records in the import, or empty if it cannot be determined in advance. */
    public OptionalLong all() throws IOException {
        long total = 0;
        for (int i = 0; i < request.files().size(); i++) {
            try (Upload upload =
                    Upload.open(directory.file(job, i), request.files().get(i).name(), watch)) {
                for (int part = 0; part < upload.parts(); part++) {
                    watch.run();
                    OptionalLong count = count(upload, part);
                    if (count.isEmpty()) {
                        return count;
                    }
                    // A file without records is reported as one record.
                    total += Math.max(1, count.getAsLong());
                }
            }
        }
        return OptionalLong.of(total);
    }

    private OptionalLong count(Upload upload, int number) throws IOException {
        try (UploadPart part = upload.part(number)) {
            Optional<ImportFormat> format =
                    request.format() == null ? part.format() : ImportFormats.named(request.format());
            return format.isPresent() ? format.get().count(part.content()) : OptionalLong.empty();
        }
    }
}
