package org.offprint.formats.print;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Typesetting program Typst, which runs in a separate process with a time limit and a memory limit. */
public final class TypstEngine {

    private static final String PACKAGE = "node_modules/@myriaddreamin/typst-ts-node-compiler";
    private static final String FONT_PACKAGES = "node_modules/@expo-google-fonts";
    private static final String SCRIPT = "typst.mjs";
    private static final String LOG = "log.txt";

    /**
     * Maximum processor time. The maximum elapsed time is {@link #BUSY} times as long, because the system can be busy.
     */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final int BUSY = 4;
    private static final long CHECK_MILLIS = 100;
    private static final long MAX_RESIDENT_KILOBYTES = 1 << 20;
    private static final int MAX_LOG_BYTES = 1_000_000;

    private final Path directory;
    private final Path program;
    private final List<Path> fonts;
    private final Duration timeout;

    private TypstEngine(Path directory, Path program, List<Path> fonts, Duration timeout) {
        this.directory = directory;
        this.program = program;
        this.fonts = fonts;
        this.timeout = timeout;
    }

    /**
     * Finds the typesetting program.
     *
     * @param typst directory in which the npm package is installed, or the path of the program {@code typst}
     * @param fonts directories with additional fonts; missing directories are ignored
     * @throws IOException if the program is missing
     */
    public static TypstEngine of(Path typst, List<Path> fonts) throws IOException {
        List<Path> searched = new ArrayList<>();
        fonts.stream().filter(Files::isDirectory).map(Path::toAbsolutePath).forEach(searched::add);
        if (Files.isDirectory(typst.resolve(PACKAGE))) {
            if (Files.isDirectory(typst.resolve(FONT_PACKAGES))) {
                searched.add(typst.resolve(FONT_PACKAGES).toAbsolutePath());
            }
            return new TypstEngine(typst.toAbsolutePath(), null, searched, TIMEOUT);
        }
        if (Files.isRegularFile(typst) && Files.isExecutable(typst)) {
            return new TypstEngine(null, typst.toAbsolutePath(), searched, TIMEOUT);
        }
        throw new IOException("offprint.print.typst names neither the program typst nor a directory that contains "
                + PACKAGE + ": " + typst);
    }

    /** Returns the same program with another time limit. */
    TypstEngine withTimeout(Duration limit) {
        return new TypstEngine(directory, program, fonts, limit);
    }

    /**
     * Result of typesetting an article.
     *
     * @param pdf PDF without the additions of {@link AccessiblePdf}; null if the program reported errors
     * @param errors errors of the program; null if there is a PDF
     */
    record TypesetFile(Path pdf, String errors) {}

    /**
     * Typesets {@code main.typ} of a folder.
     *
     * @param created creation date of the PDF
     * @throws UnprintableException if the program exceeds its limits
     * @throws IOException if the program cannot be started
     */
    TypesetFile run(Path folder, Instant created) throws UnprintableException, IOException, InterruptedException {
        Path pdf = folder.resolve("typeset.pdf");
        Files.deleteIfExists(pdf);
        ProcessBuilder builder = new ProcessBuilder(command(folder, created, pdf))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(LOG).toFile());
        // Most variables are removed, because the environment of the service contains secret keys.
        builder.environment().keySet().retainAll(Set.of("PATH", "LANG", "LC_ALL"));
        Process process = builder.start();
        try {
            await(process);
        } finally {
            process.destroyForcibly().waitFor();
        }
        return process.exitValue() == 0 && Files.exists(pdf)
                ? new TypesetFile(pdf, null)
                : new TypesetFile(null, log(folder));
    }

    private List<String> command(Path folder, Instant created, Path pdf) throws IOException {
        List<String> command = new ArrayList<>();
        if (program == null) {
            Path script = folder.resolve(SCRIPT);
            try (InputStream source = TypstEngine.class.getResourceAsStream("/print/" + SCRIPT)) {
                Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
            }
            command.addAll(List.of("node", script.toString(), directory.toString()));
        } else {
            command.add(program.toString());
        }
        command.addAll(List.of("compile", "--root", folder.toString(), "--ignore-system-fonts"));
        fonts.forEach(font -> command.addAll(List.of("--font-path", font.toString())));
        command.addAll(List.of(
                "--creation-timestamp",
                Long.toString(created.getEpochSecond()),
                "--pdf-standard",
                "a-2a",
                folder.resolve("main.typ").toString(),
                pdf.toString()));
        return command;
    }

    private void await(Process process) throws UnprintableException, InterruptedException {
        long end = System.nanoTime() + BUSY * timeout.toNanos();
        while (!process.waitFor(CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
            boolean isProcessorLimit = process.info()
                    .totalCpuDuration()
                    .filter(used -> used.compareTo(timeout) > 0)
                    .isPresent();
            if (isProcessorLimit || System.nanoTime() > end) {
                throw new UnprintableException(
                        "Typesetting the article took more than " + timeout.toSeconds() + " seconds and was aborted.");
            }
            if (residentKilobytes(process.pid()) > MAX_RESIDENT_KILOBYTES) {
                throw new UnprintableException("Typesetting the article required more than 1 GB of memory.");
            }
        }
    }

    /** Returns the resident memory of a process, or 0 if the system does not report it. */
    private static long residentKilobytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("[^0-9]", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }

    private static String log(Path folder) throws IOException {
        try (InputStream log = Files.newInputStream(folder.resolve(LOG))) {
            String text = new String(log.readNBytes(MAX_LOG_BYTES), StandardCharsets.UTF_8);
            return text.isBlank() ? "the program reported no reason." : text.strip();
        }
    }
}
