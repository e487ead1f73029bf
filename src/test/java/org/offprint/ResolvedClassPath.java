package org.offprint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** Class path of a program that tests run in a separate process. Maven resolves the class path from a separate POM. */
public final class ResolvedClassPath {

    private ResolvedClassPath() {}

    /**
     * Returns the class path with the dependencies of a POM. The class path is resolved once and stored in {@code
     * target} until the POM changes. A file lock makes concurrent callers wait.
     * @throws IllegalStateException if Maven cannot resolve the dependencies
     */
    public static synchronized String of(Path pom) throws IOException, InterruptedException {
        Path folder = Path.of("target").resolve(pom.getParent().getFileName());
        Files.createDirectories(folder);
        Path resolved = folder.resolve("classpath");
        try (FileChannel lock =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            boolean isCurrent = held.isValid()
                    && Files.exists(resolved)
                    && Files.getLastModifiedTime(resolved).compareTo(Files.getLastModifiedTime(pom)) >= 0;
            if (!isCurrent) {
                resolve(pom, resolved, folder.resolve("maven.log"));
            }
        }
        return Files.readString(resolved).strip();
    }

    private static void resolve(Path pom, Path resolved, Path log) throws IOException, InterruptedException {
        Process maven = new ProcessBuilder(
                        "./mvnw",
                        "-q",
                        "-B",
                        "-ntp",
                        "-f",
                        pom.toString(),
                        "dependency:build-classpath",
                        "-Dmdep.outputFile=" + resolved.toAbsolutePath())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!maven.waitFor(10, TimeUnit.MINUTES) || maven.exitValue() != 0) {
            maven.destroyForcibly();
            throw new IllegalStateException(pom + " cannot be resolved: " + Files.readString(log));
        }
    }
}
