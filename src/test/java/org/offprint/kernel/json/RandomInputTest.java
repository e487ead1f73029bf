package org.offprint.kernel.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.offprint.Nightly;
import org.offprint.kernel.faults.ProblemException;

/**
 * Tests that each record type parses any input to a record, or rejects it with a problem document that can be
 * serialized.
 */
class RandomInputTest {

    /** Seed of the random input. Set {@code -Doffprint.test.seed=…} to reproduce a failure. */
    private static final long SEED = Long.getLong("offprint.test.seed", System.nanoTime());

    private static final int TIMES = Nightly.or(250, 1_000);

    /** Returns the class names of all record types that clients can send. */
    static List<String> inputs() throws IOException {
        Path classes = Path.of("target/classes");
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith("Input.class"))
                    .map(file -> file.replace(".class", "").replace('/', '.'))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void the_test_finds_the_record_types_of_request_bodies() throws IOException {
        assertTrue(inputs().size() >= 9, inputs().toString());
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void every_record_type_accepts_or_rejects_random_json(String name) throws ClassNotFoundException {
        Class<? extends Record> type = Class.forName(name).asSubclass(Record.class);
        int read = 0;
        for (int i = 0; i < TIMES; i++) {
            RandomJson json = new RandomJson(SEED + i);
            JsonNode sent = i % 10 == 0 ? json.any(0) : json.of(type);
            String about = "seed " + (SEED + i);
            Record made = read(sent, type, about);
            if (made != null) {
                read++;
                JsonNode answered = Json.parse(Json.write(made));
                assertEquals(made, read(answered, type, about + ", read again"), about + ": " + sent);
            }
        }
        assertTrue(read > TIMES / 50, "Only " + read + " of " + TIMES + " were valid; seed " + SEED);
    }

    private static <T extends Record> T read(JsonNode sent, Class<T> type, String about) {
        JsonNode before = sent.deepCopy();
        try {
            RecordReader reader = new RecordReader();
            T made = reader.read(sent, type);
            reader.check("It");
            return made;
        } catch (ProblemException e) {
            isWritable422(e, about);
            return null;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(about + ": " + sent, e);
        } finally {
            assertEquals(before, sent, about);
        }
    }

    @Test
    void a_random_patch_is_applied_or_rejected_without_modifying_the_original_document() {
        int applied = 0;
        for (int i = 0; i < 20 * TIMES; i++) {
            RandomJson json = new RandomJson(SEED + i);
            JsonNode document = json.object(0);
            boolean isMergePatch = i % 4 == 0;
            JsonNode patch = isMergePatch ? json.any(0) : json.patch();
            String about = "seed " + (SEED + i) + ": " + patch + " on " + document;
            JsonNode before = document.deepCopy();
            JsonNode patchBefore = patch.deepCopy();
            try {
                JsonPatches.apply(document, patch, isMergePatch);
                applied++;
            } catch (ProblemException e) {
                isWritable422(e, about);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(about, e);
            }
            assertEquals(before, document, about);
            assertEquals(patchBefore, patch, about);
        }
        assertTrue(applied > TIMES, "Only " + applied + " were applied; seed " + SEED);
    }

    @Test
    void applying_the_difference_of_two_documents_to_the_first_yields_the_second() {
        for (int i = 0; i < 5 * TIMES; i++) {
            RandomJson json = new RandomJson(SEED + i);
            JsonNode from = json.object(2);
            JsonNode to = json.object(2);
            JsonNode difference = JsonPatches.difference(from, to);
            assertEquals(
                    to, JsonPatches.apply(from, difference, false), "seed " + (SEED + i) + ": " + from + " to " + to);
        }
    }

    @Test
    void applying_a_merge_patch_twice_has_the_same_result_as_applying_it_once() {
        for (int i = 0; i < 5 * TIMES; i++) {
            RandomJson json = new RandomJson(SEED + i);
            JsonNode document = json.object(0);
            JsonNode patch = json.object(0);
            JsonNode once = JsonPatches.apply(document, patch, true);
            assertEquals(once, JsonPatches.apply(once, patch, true), "seed " + (SEED + i));
        }
    }

    private static void isWritable422(ProblemException problem, String about) {
        assertEquals(422, problem.problem().status(), about);
        assertTrue(!problem.problem().errors().isEmpty(), about);
        JsonNode written = Json.parse(Json.write(problem.problem()));
        List<String> pointers = written.get("errors").findValuesAsText("pointer");
        assertEquals(problem.problem().errors().size(), pointers.size(), about);
        pointers.forEach(pointer -> assertTrue(pointer.isEmpty() || pointer.startsWith("/"), about + " " + pointer));
        problem.problem().errors().forEach(error -> assertTrue(error.message().matches("(?s).*[.?]"), error.message()));
    }
}
