package org.offprint.platform.http.caching;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Tests round trips through the gzip decoder of the JDK, which also verifies the checksum and the length. */
class QuickGzipTest {

    private static final int BODIES = 2_000;

    @Test
    void bodies_of_every_small_length_are_restored() throws IOException {
        Random random = new Random(3);
        for (int length = 0; length < 600; length++) {
            checkRestored(new byte[length]);
            byte[] incompressible = new byte[length];
            random.nextBytes(incompressible);
            checkRestored(incompressible);
            checkRestored("<title>Tides & <i>nets</i></title>\n"
                    .repeat(20)
                    .substring(0, length)
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void random_bodies_with_short_and_long_repetitions_are_restored() throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < BODIES; i++) {
            checkRestored(repetitive(random, 1 + random.nextInt(8_000), 1 + random.nextInt(256)));
        }
    }

    @Test
    void repetitions_at_distances_around_the_window_size_are_restored() throws IOException {
        for (int distance = 32_740; distance < 32_800; distance++) {
            byte[] body = new byte[distance + 400];
            new Random(distance).nextBytes(body);
            System.arraycopy(body, 0, body, distance, 400);
            checkRestored(body);
        }
    }

    @Test
    void large_bodies_with_several_blocks_are_restored() throws IOException {
        Random random = new Random(7);
        checkRestored(repetitive(random, 3_000_000, 64));
        byte[] incompressible = new byte[1_000_000];
        random.nextBytes(incompressible);
        checkRestored(incompressible);
        checkRestored(new byte[5_000_000]);
    }

    @Test
    void a_body_whose_parts_use_different_characters_is_restored() throws IOException {
        Random random = new Random(9);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int part = 0; part < 50; part++) {
            byte first = (byte) random.nextInt();
            for (int i = random.nextInt(20_000); i > 0; i--) {
                body.write(first + random.nextInt(16));
            }
        }
        checkRestored(body.toByteArray());
    }

    @Test
    void characters_missing_from_the_sample_for_the_huffman_codes_are_restored() throws IOException {
        Random random = new Random(13);
        byte[] body = sentences(200_000);
        for (int i = 0; i < 100; i++) {
            int at = random.nextInt(body.length - 40);
            for (int end = at + 40; at < end; at++) {
                body[at] = (byte) (128 + random.nextInt(128));
            }
        }
        checkRestored(body);
    }

    @Test
    void text_is_compressed_about_as_well_as_by_the_deflater_at_a_fast_level() throws IOException {
        byte[] item;
        try (InputStream in = QuickGzipTest.class.getResourceAsStream("/search/common-item.json")) {
            item = in.readAllBytes();
        }
        for (byte[] body : new byte[][] {item, sentences(60_000), sentences(400_000)}) {
            int fast = fastDeflated(body);
            int quick = QuickGzip.compress(body).length;
            assertTrue(quick < 1.15 * fast, quick + " bytes, and " + fast + " by the deflater, of " + body.length);
        }
    }

    @Test
    void text_in_several_scripts_is_restored() throws IOException {
        String paragraph = "Приливы и сети. 潮汐与渔网。 المد والشباك. Marées, μικρά δίχτυα, 𝒙² ≤ 𝒚 — 🐟\n";
        StringBuilder text = new StringBuilder();
        for (int number = 0; number < 3_000; number++) {
            text.append(number).append(". ").append(paragraph, number % 20, paragraph.length());
        }
        checkRestored(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void checkRestored(byte[] body) throws IOException {
        byte[] gzip = QuickGzip.compress(body);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            assertArrayEquals(body, in.readAllBytes());
        }
    }

    /** Returns bytes that consist mostly of copies of earlier parts. */
    private static byte[] repetitive(Random random, int length, int symbols) {
        byte[] body = new byte[length];
        int at = 0;
        while (at < length) {
            int run = Math.min(length - at, 1 + random.nextInt(random.nextInt(50) == 0 ? 1_000 : 20));
            int from = at > 0 && random.nextInt(4) > 0 ? random.nextInt(at) : -1;
            for (int end = at + run; at < end; at++) {
                body[at] = from < 0 ? (byte) random.nextInt(symbols) : body[from++];
            }
        }
        return body;
    }

    private static byte[] sentences(int length) {
        Random random = new Random(11);
        Supplier<String> word = () -> {
            int rank = (int) Math.pow(3_000, random.nextDouble());
            Random letters = new Random(rank);
            StringBuilder text = new StringBuilder();
            for (int i = 2 + letters.nextInt(8); i > 0; i--) {
                text.append("etaoinshrdlcumwfgypbvk".charAt((int) (22 * Math.pow(letters.nextDouble(), 2))));
            }
            return text.toString();
        };
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append("{\"id\":\"")
                    .append(Long.toHexString(random.nextLong()))
                    .append("\",\"abstract\":\"");
            for (int i = 0; i < 100; i++) {
                text.append(word.get()).append(' ');
            }
            text.append("\"},");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static int fastDeflated(byte[] body) {
        Deflater deflater = new Deflater(2);
        try {
            deflater.setInput(body);
            deflater.finish();
            return deflater.deflate(new byte[body.length + 100]);
        } finally {
            deflater.end();
        }
    }
}
