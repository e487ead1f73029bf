package org.offprint.platform.files.worker;

import com.twelvemonkeys.image.ImageUtil;
import com.twelvemonkeys.imageio.ImageReaderBase;
import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.io.FileUtil;
import com.twelvemonkeys.lang.Validate;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.commons.logging.Log;
import org.apache.fontbox.FontBoxFont;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessRead;
import org.jboss.logging.Logger;
import org.offprint.platform.files.images.WebImage;
import org.offprint.platform.files.images.WebImages;
import org.offprint.platform.files.types.FileFormat;

/**
 * Reads an untrusted file in a separate process with a timeout and a memory limit. The process receives none of the
 * service's settings. Each node runs only one such process at a time.
 */
public final class FileProcess {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int TEXT_MEGABYTES = 256;
    /**
     * Memory limit of the process for images, in megabytes. The limit is sufficient for 25 million pixels with eight
     * bytes each, and a copy with four bytes per pixel.
     */
    private static final int IMAGE_MEGABYTES = 640;

    /** Exit code of a JVM that ran out of memory. */
    private static final int OUT_OF_MEMORY = 3;

    private static final String LOG = "log.txt";

    /**
     * One class from each library that the separate process requires. The classes are used to locate libraries that are
     * not listed in the class path of the service.
     */
    private static final List<Class<?>> REQUIRED_LIBRARIES = List.of(
            FileWorker.class,
            Loader.class,
            RandomAccessRead.class,
            FontBoxFont.class,
            Log.class,
            Logger.class,
            TIFFImageReaderSpi.class,
            JPEGImageReaderSpi.class,
            ImageReaderBase.class,
            Directory.class,
            ImageUtil.class,
            FileUtil.class,
            Validate.class);

    private final Duration bound;

    public FileProcess() {
        this(TIMEOUT);
    }

    FileProcess(Duration bound) {
        this.bound = bound;
    }

    /**
     * Creates versions of an image, like {@link org.offprint.platform.files.images.ImageVersions#make}.
     *
     * @param folder empty folder for the versions; the caller must delete it
     * @throws UnreadableFileException if no versions can be created; the message is a sentence for editors
     * @throws IOException if the separate process cannot be started, for reasons unrelated to the file
     */
    public WebImages images(Path source, FileFormat format, Path folder)
            throws UnreadableFileException, IOException, InterruptedException {
        List<String[]> result = run(IMAGE_MEGABYTES, FileWorker.IMAGES, source, folder, format.name());
        List<WebImage> versions = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        int width = 0;
        int height = 0;
        for (String[] line : result) {
            switch (line[0]) {
                case FileWorker.SIZE -> {
                    width = Integer.parseInt(line[1]);
                    height = Integer.parseInt(line[2]);
                }
                case FileWorker.NOTE -> notes.add(line[1]);
                default ->
                    versions.add(new WebImage(
                            WebImage.Size.valueOf(line[1]),
                            folder.resolve(line[5]),
                            FileFormat.valueOf(line[2]),
                            Integer.parseInt(line[3]),
                            Integer.parseInt(line[4])));
            }
        }
        return new WebImages(source, width, height, versions, notes);
    }

    /**
     * Extracts the text of a PDF.
     *
     * @param folder empty folder for the extracted text; the caller must delete it
     * @throws UnreadableFileException if the text cannot be extracted; the message is a sentence for editors
     * @throws IOException if the separate process cannot be started, for reasons unrelated to the file
     */
    public PdfText text(Path source, Path folder) throws UnreadableFileException, IOException, InterruptedException {
        List<String[]> result = run(TEXT_MEGABYTES, FileWorker.TEXT, source, folder);
        return new PdfText(folder.resolve(FileWorker.TEXT_FILE), Integer.parseInt(result.get(0)[1]));
    }

    private List<String[]> run(int megabytes, String work, Path source, Path folder, String... more)
            throws UnreadableFileException, IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                // For most files, the process ends before the JVM's optimizing compiler pays off. Without the
                // optimizing compiler, the process uses half of the CPU time.
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + folder.toAbsolutePath(),
                "-cp",
                classPath(),
                FileWorker.class.getName(),
                work,
                Long.toString(bound.toSeconds() + 1),
                source.toAbsolutePath().toString(),
                folder.toAbsolutePath().toString()));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(LOG).toFile());
        // Most environment variables are removed, because the environment of the service contains secret keys.
        builder.environment().keySet().retainAll(Set.of("PATH", "LANG", "LC_ALL"));
        Process process = builder.start();
        try {
            if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                // The separate process must have ended before the caller deletes the folder.
                process.destroyForcibly().waitFor();
                throw new UnreadableFileException(
                        "Reading the file took more than " + bound.toSeconds() + " seconds and was aborted.");
            }
        } finally {
            process.destroyForcibly();
        }
        return result(process.exitValue(), folder);
    }

    private static List<String[]> result(int exit, Path folder) throws UnreadableFileException, IOException {
        Path file = folder.resolve(FileWorker.RESULT);
        if (exit == OUT_OF_MEMORY) {
            throw new UnreadableFileException("Reading the file requires more memory than allowed.");
        }
        if (exit != 0 || !Files.exists(file)) {
            String log = Files.readString(folder.resolve(LOG), StandardCharsets.ISO_8859_1);
            String said = log.substring(0, Math.min(500, log.length())).strip();
            if (said.contains("Could not find or load main class")) {
                throw new IOException("Failed to start the process that reads files: " + said);
            }
            throw new UnreadableFileException(
                    "The file is damaged: the process that read the file ended with exit code " + exit + ".");
        }
        List<String[]> result =
                Files.readAllLines(file).stream().map(line -> line.split("\t")).toList();
        for (String[] line : result) {
            if (line[0].equals(FileWorker.REFUSED)) {
                throw new UnreadableFileException(line[1]);
            }
        }
        return result;
    }

    private static String classPath() {
        Set<String> entries = new LinkedHashSet<>();
        entries.add(System.getProperty("java.class.path"));
        for (Class<?> needed : REQUIRED_LIBRARIES) {
            CodeSource source = needed.getProtectionDomain().getCodeSource();
            try {
                if (source != null
                        && source.getLocation() != null
                        && "file".equals(source.getLocation().getProtocol())) {
                    entries.add(Path.of(source.getLocation().toURI()).toString());
                }
            } catch (URISyntaxException | IllegalArgumentException e) {
                // If a library cannot be located, it is already in the class path, or the process reports the missing
                // class.
            }
        }
        return String.join(File.pathSeparator, entries);
    }
}
