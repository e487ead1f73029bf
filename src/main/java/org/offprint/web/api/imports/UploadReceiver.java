package org.offprint.web.api.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.imports.batch.ImportRequest;
import org.offprint.imports.files.UploadDirectory;
import org.offprint.kernel.faults.Problems;
import org.offprint.web.api.files.BodyException;
import org.offprint.web.api.files.MultipartFiles;
import org.offprint.web.api.files.TimedBody;

/** Receives the files of imports. An import is accepted only after all bytes are written to the data directory. */
@ApplicationScoped
class UploadReceiver {

    /** Minimum free disk space in bytes, which remains available to the database and the index. */
    private static final long MIN_FREE_BYTES = 256L << 20;

    /** Maximum number of concurrent uploads. Each upload occupies a thread, and other requests also need threads. */
    private static final int MAX_CONCURRENT = 64;

    private static final int WAIT_SECONDS = 10;
    private static final int MAX_FILES = 1_000;
    private static final int BUFFER = 1 << 16;

    private final UploadDirectory directory;
    private final Duration timeout;
    private final Semaphore slots = new Semaphore(MAX_CONCURRENT);

    UploadReceiver(UploadDirectory directory, @ConfigProperty(name = "offprint.imports.patience") Duration timeout) {
        this.directory = directory;
        this.timeout = timeout;
    }

    /** Source of request body bytes: the complete body, or one part of a multipart form. Returns -1 at the end. */
    @FunctionalInterface
    private interface Source {
        int read(byte[] bytes) throws IOException;
    }

    /**
     * Receives the files of an import job.
     *
     * @param contentType media type of the body; null if unknown
     * @param length length of the body in bytes; null if unknown
     * @throws org.offprint.kernel.faults.ProblemException 400 if the body is empty or cut off, 408 if the body arrives
     *     too slowly, 503 if too many uploads are running, 507 if the disk is full
     */
    List<ImportRequest.File> receive(UUID job, InputStream body, String contentType, String length) {
        try {
            if (!slots.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw Problems.unavailable("Too many import files are being uploaded. Try again later.", WAIT_SECONDS);
            }
        } catch (InterruptedException e) {
            throw Problems.unavailable("The service is shutting down. Retry the request.", WAIT_SECONDS);
        }
        try {
            return write(job, body, contentType, length);
        } finally {
            slots.release();
        }
    }

    private List<ImportRequest.File> write(UUID job, InputStream body, String contentType, String length) {
        try {
            if (length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > room()) {
                throw Problems.insufficientStorage();
            }
            Path target = directory.create(job);
            InputStream patient = new TimedBody(body, timeout);
            boolean isMultipart =
                    contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
            List<ImportRequest.File> files = isMultipart
                    ? parts(new MultipartFiles(patient, contentType), target)
                    : List.of(new ImportRequest.File(null, write(patient::read, target.resolve("0"))));
            if (files.stream().allMatch(file -> file.size() == 0)) {
                throw Problems.of(400, "bad-request", "There is nothing to import", "The request body is empty.");
            }
            sync(target);
            return files;
        } catch (BodyException e) {
            throw Problems.of(400, "bad-request", "The request body is incomplete", e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<ImportRequest.File> parts(MultipartFiles parts, Path target) throws IOException {
        List<ImportRequest.File> files = new ArrayList<>();
        for (String name = parts.next(); name != null; name = parts.next()) {
            if (name.isEmpty()) {
                throw MultipartFiles.malformed(
                        "Each part of the form must be a file with a file name. Send parameters in the query string.");
            }
            if (files.size() == MAX_FILES) {
                throw MultipartFiles.malformed(
                        "At most " + MAX_FILES + " files are accepted per request. Send a zip file instead.");
            }
            String number = Integer.toString(files.size());
            files.add(new ImportRequest.File(name, write(parts::read, target.resolve(number))));
        }
        return files;
    }

    private long write(Source source, Path file) throws IOException {
        byte[] bytes = new byte[BUFFER];
        long size = 0;
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int read = source.read(bytes); read >= 0; read = source.read(bytes)) {
                write(out, ByteBuffer.wrap(bytes, 0, read));
                size += read;
                // Check the free disk space after every 16 MB, because other processes also write to the disk.
                if (size / BUFFER % 256 == 0 && room() < 0) {
                    throw Problems.insufficientStorage();
                }
            }
            out.force(true);
        }
        return size;
    }

    private void write(FileChannel out, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw Problems.insufficientStorage();
        }
    }

    private long room() throws IOException {
        return directory.usableSpace() - MIN_FREE_BYTES;
    }

    private static void sync(Path target) throws IOException {
        try (FileChannel entries = FileChannel.open(target, StandardOpenOption.READ)) {
            entries.force(true);
        }
        if (!Files.isDirectory(target)) {
            throw new IOException("The directory " + target + " is gone");
        }
    }
}
