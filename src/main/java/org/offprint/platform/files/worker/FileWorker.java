package org.offprint.platform.files.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogManager;
import org.offprint.platform.files.images.ImageVersions;
import org.offprint.platform.files.images.PdfFile;
import org.offprint.platform.files.images.UnreadableImageException;
import org.offprint.platform.files.images.UnreadablePdfException;
import org.offprint.platform.files.images.WebImage;
import org.offprint.platform.files.images.WebImages;
import org.offprint.platform.files.types.FileFormat;

/**
 * Main class of the separate process that {@link FileProcess} starts for each file. The process ends itself when its
 * time limit is reached.
 */
public final class FileWorker {

    static final String IMAGES = "images";
    static final String TEXT = "text";
    /** Name of the result file in the folder that is passed to the process. */
    static final String RESULT = "result.tsv";

    static final String TEXT_FILE = "text.txt";
    static final String REFUSED = "refused";
    static final String NOTE = "note";
    static final String SIZE = "size";
    static final String VERSION = "version";
    static final String PAGES = "pages";

    private final Path source;
    private final Path folder;
    private final List<String> result = new ArrayList<>();

    private FileWorker(Path source, Path folder) {
        this.source = source;
        this.folder = folder;
    }

    /**
     * Runs the separate process for a file.
     *
     * @param arguments task, time limit in seconds, path of the file, folder and, for an image, file format
     */
    public static void main(String... arguments) throws IOException {
        // Logging is disabled, because a malicious file could cause one warning per byte.
        LogManager.getLogManager().reset();
        haltAfter(Duration.ofSeconds(Long.parseLong(arguments[1])));
        FileWorker worker = new FileWorker(Path.of(arguments[2]), Path.of(arguments[3]));
        try {
            if (arguments[0].equals(TEXT)) {
                worker.text();
            } else {
                worker.images(FileFormat.valueOf(arguments[4]));
            }
        } catch (UnreadablePdfException | UnreadableImageException e) {
            worker.addResult(REFUSED, e.getMessage());
        }
        Files.write(worker.folder.resolve(RESULT), worker.result);
    }

    /**
     * Ends the separate process when its time limit is reached. The process must enforce the limit itself, because the
     * parent process may have been killed.
     */
    private static void haltAfter(Duration bound) {
        Thread watch = new Thread(() -> {
            try {
                Thread.sleep(bound.toMillis());
                Runtime.getRuntime().halt(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        watch.setDaemon(true);
        watch.start();
    }

    private void text() throws UnreadablePdfException, IOException {
        try (PdfFile pdf = PdfFile.open(source)) {
            String text = pdf.text();
            Files.writeString(folder.resolve(TEXT_FILE), text);
            addResult(PAGES, pdf.pages());
        }
    }

    private void images(FileFormat format) throws UnreadableImageException, IOException {
        WebImages made = ImageVersions.make(source, format, folder);
        addResult(SIZE, made.width(), made.height());
        for (WebImage version : made.versions()) {
            addResult(
                    VERSION,
                    version.size(),
                    version.format(),
                    version.width(),
                    version.height(),
                    version.file().getFileName());
        }
        made.notes().forEach(note -> addResult(NOTE, note));
    }

    private void addResult(String what, Object... values) {
        StringBuilder line = new StringBuilder(what);
        for (Object value : values) {
            line.append('\t').append(value.toString().replaceAll("[\\t\\r\\n]", " "));
        }
        result.add(line.toString());
    }
}
