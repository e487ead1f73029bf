package org.offprint.platform.http.caching;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Compares {@link QuickGzip} with the compression levels of the JDK: processor time and compressed size of response
 * bodies, in one run. Each body is processed by all compressors before the next body is read. Argument: directory that
 * contains one file per response body.
 */
final class CompressionTimes {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 12;

    private CompressionTimes() {}

    private interface Compressor {
        byte[] compress(byte[] body) throws IOException;
    }

    public static void main(String... arguments) throws IOException {
        List<byte[]> bodies = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                bodies.add(Files.readAllBytes(file));
            }
        }
        List<Compressor> compressors = List.of(
                body -> deflated(body, 1), body -> deflated(body, 2), body -> deflated(body, 6), QuickGzip::compress);
        List<String> names = List.of("JDK, level 1", "JDK, level 2", "JDK, level 6", "QuickGzip");
        long[] times = new long[compressors.size()];
        long[] sizes = new long[compressors.size()];
        long plain = 0;
        for (int round = 0; round < 2 * ROUNDS; round++) {
            if (round == ROUNDS) {
                // The first half of the rounds is the warm-up.
                times = new long[compressors.size()];
            }
            for (byte[] body : bodies) {
                for (int i = 0; i < compressors.size(); i++) {
                    long began = THREADS.getCurrentThreadCpuTime();
                    byte[] compressed = compressors.get(i).compress(body);
                    times[i] += THREADS.getCurrentThreadCpuTime() - began;
                    sizes[i] += compressed.length;
                }
                plain += body.length;
            }
        }
        int bodiesOfAllRounds = 2 * ROUNDS * bodies.size();
        System.out.printf("%d bodies of %d bytes on average%n", bodies.size(), plain / bodiesOfAllRounds);
        for (int i = 0; i < compressors.size(); i++) {
            System.out.printf(
                    "%-14s %6d bytes %6.0f µs%n",
                    names.get(i), sizes[i] / bodiesOfAllRounds, times[i] / 1e3 / ROUNDS / bodies.size());
        }
    }

    private static byte[] deflated(byte[] body, int level) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 3);
        try (OutputStream gzip = new GZIPOutputStream(out) {
            {
                def.setLevel(level);
            }
        }) {
            gzip.write(body);
        }
        return out.toByteArray();
    }
}
