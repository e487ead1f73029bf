package org.offprint.web.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.offprint.platform.http.caching.DirectReply;
import org.offprint.web.api.Workers;

/** Tests storage, freshness and metrics of a {@link ResponseSource} with a minimal subclass. */
class ResponseSourceTest {

    private static final int SHARE = 8;
    private static final int TENTH_OF_SHARE =
            (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / SHARE / 10);

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final NoteSource notes = new NoteSource(registry);

    private record Note(String text, int bytes) implements CachedResponse {

        @Override
        public DirectReply reply() {
            return null;
        }

        @Override
        public String route() {
            return "/notes/{id}";
        }
    }

    /** Source of notes. A note is fresh until {@code outdated} contains its text. */
    private static final class NoteSource extends ResponseSource<String, Note> {

        private final Set<String> outdated = new HashSet<>();

        NoteSource(MeterRegistry registry) {
            super("notes", SHARE, Duration.ofMinutes(1), registry);
        }

        @Override
        boolean serves(String target) {
            return target.startsWith("/notes/");
        }

        @Override
        String key(HttpServerRequest request) {
            return request.uri();
        }

        @Override
        boolean isFresh(Note note) {
            return !outdated.contains(note.text());
        }
    }

    @Test
    void an_outdated_response_is_neither_returned_nor_cached() {
        Note first = new Note("first", 10);
        Note second = new Note("second", 10);
        notes.put("/notes/1", first);
        assertEquals(Optional.of(first), notes.find("/notes/1"));

        notes.outdated.add("first");
        assertEquals(Optional.empty(), notes.find("/notes/1"));
        notes.put("/notes/1", second);
        notes.put("/notes/1", first);
        assertEquals(Optional.of(second), notes.find("/notes/1"));
    }

    @Test
    void replacing_a_response_that_was_removed_has_no_effect() {
        Note note = new Note("text", 10);
        notes.put("/notes/1", note);
        notes.remove("/notes/1");
        notes.replace("/notes/1", note, new Note("text", 20));
        assertEquals(Optional.empty(), notes.find("/notes/1"));
    }

    @Test
    void cached_responses_use_at_most_their_share_of_the_heap() {
        IntStream.range(0, 100).forEach(i -> notes.put("/notes/" + i, new Note("text", TENTH_OF_SHARE)));
        for (int waits = 0; stored() > 10 && waits < 500; waits++) {
            Workers.pause(10);
        }
        assertTrue(stored() <= 10, stored() + " responses");
    }

    private long stored() {
        return IntStream.range(0, 100)
                .filter(i -> notes.find("/notes/" + i).isPresent())
                .count();
    }

    @Test
    void cache_hits_and_misses_are_counted() {
        notes.put("/notes/1", new Note("text", 10));
        notes.find("/notes/1");
        notes.find("/notes/1");
        notes.find("/notes/2");
        notes.find(null);
        notes.countMiss();

        assertEquals(
                2, registry.get("notes").tag("result", "hit").functionCounter().count());
        assertEquals(
                1, registry.get("notes").tag("result", "miss").functionCounter().count());
    }
}
