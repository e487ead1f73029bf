package org.offprint.search.embedded.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offprint.search.SearchRequest.Place;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;

/** What was written a little at a time lies in few segments after a rest, and is what it was. */
class IdleMergeTest {

    @TempDir
    Path directory;

    private TestIndex index;

    @BeforeEach
    void open() throws IOException {
        index = new TestIndex(OpenIndex.at(directory));
        index.reach(1);
    }

    @AfterEach
    void close() {
        index.close();
    }

    /** Each in a segment of its own, newest first. */
    private List<String> write(String name, int number) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            index.add(index.article(name + i, "en", "Otters of the river " + i));
            keys.add(name + i);
        }
        Collections.reverse(keys);
        return keys;
    }

    private void tidy() throws IOException {
        tidy(new IdleMerge(index.index(), Duration.ZERO));
    }

    private void tidy(IdleMerge idleMerge) throws IOException {
        idleMerge.rest();
        while (index.index().isMerging()) {
            Thread.onSpinWait();
        }
        idleMerge.rest();
    }

    private int segments() {
        return index.ask(snapshot -> snapshot.getIndexReader().leaves().size());
    }

    private List<String> newest() {
        return TestIndex.keys(index.answer(TestIndex.request(
                new SearchQuery.Word(FullTextField.ANY, "otters"),
                Map.of(),
                SortOrder.NEWEST,
                new Place.Start(),
                100)));
    }

    private String largest() {
        return index.ask(snapshot -> snapshot.getIndexReader().leaves().stream()
                .max((one, other) ->
                        Integer.compare(one.reader().maxDoc(), other.reader().maxDoc()))
                .orElseThrow()
                .reader()
                .toString());
    }

    @Test
    void many_segments_become_one_and_hold_what_they_held() throws IOException {
        List<String> written = write("a", 9);
        index.remove(RecordKind.ARTICLE, TestIndex.id("a4"));
        written.remove("a4");
        assertTrue(segments() > 6, "as many as were written");
        tidy();
        assertEquals(1, segments());
        assertEquals(written, newest());
    }

    @Test
    void what_is_merged_is_on_the_disk_in_place_of_what_was() throws IOException {
        write("a", 9);
        tidy();
        assertFalse(index.index().isAhead());
        try (FSDirectory published = FSDirectory.open(directory.resolve(OpenIndex.PUBLISHED))) {
            assertEquals(1, SegmentInfos.readLatestCommit(published).size());
        }
        assertEquals(1, IndexGenerations.checkpoint(directory).position());
    }

    @Test
    void few_are_left_as_they_are() throws IOException {
        write("a", 4);
        tidy();
        assertEquals(4, segments());
    }

    @Test
    void what_is_large_is_not_written_again_for_what_is_small() throws IOException {
        byte[] megabyte = new byte[1 << 20];
        // What is alike would be compressed.
        new Random(1).nextBytes(megabyte);
        IndexRecord[] many = IntStream.range(0, 9 * 40)
                .mapToObj(i -> index.article("many" + i, "en", "Badgers of the hills")
                        .shown("Badgers", Arrays.copyOf(megabyte, megabyte.length / 40)))
                .toArray(IndexRecord[]::new);
        index.add(many);
        String large = largest();
        List<String> written = write("a", 6);
        tidy();
        assertEquals(2, segments());
        assertEquals(large, largest());
        assertEquals(written, newest());
    }

    @Test
    void what_is_written_on_is_merged_as_usual_until_the_next_rest() throws IOException {
        write("a", 6);
        IdleMerge idleMerge = new IdleMerge(index.index(), Duration.ofDays(1));
        tidy(idleMerge);
        assertEquals(6, segments(), "there was no rest yet");
        idleMerge = new IdleMerge(index.index(), Duration.ZERO);
        tidy(idleMerge);
        assertEquals(1, segments());
        idleMerge.written();
        List<String> later = write("b", 6);
        assertEquals(7, segments());
        tidy(idleMerge);
        assertEquals(1, segments());
        assertEquals(later, newest().subList(0, 6));
    }

    @Test
    void editors_find_the_same_before_and_after() throws IOException {
        write("a", 6);
        for (int i = 0; i < 6; i++) {
            IndexRecord draft = index.article("d" + i, "en", "Otters in a draft " + i);
            index.index().working().replace(RecordKind.ARTICLE, List.of(draft.key()), List.of(draft));
            index.index().refresh();
        }
        assertEquals(12, ofEditors(IndexReader::numDocs));
        assertEquals(12, ofEditors(moment -> moment.leaves().size()));
        tidy();
        assertEquals(12, ofEditors(IndexReader::numDocs));
        assertEquals(2, ofEditors(moment -> moment.leaves().size()));
    }

    private int ofEditors(ToIntFunction<IndexReader> question) throws IOException {
        return index.index().ask(Audience.EDITORS, snapshot -> question.applyAsInt(snapshot.getIndexReader()));
    }
}
