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
import org.offprint.search.SearchRequest.PagePosition;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;

/** Tests that small index segments are merged after an idle period, without changes to the contents of the index. */
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

    /** Writes each article into its own segment, and returns the keys of the articles, newest first. */
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
                new PagePosition.Start(),
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
    void many_small_segments_are_merged_into_one_segment_with_the_same_documents() throws IOException {
        List<String> written = write("a", 9);
        index.remove(RecordKind.ARTICLE, TestIndex.id("a4"));
        written.remove("a4");
        assertTrue(segments() > 6, "number of segments before the merge");
        tidy();
        assertEquals(1, segments());
        assertEquals(written, newest());
    }

    @Test
    void a_merged_segment_replaces_its_source_segments_on_disk() throws IOException {
        write("a", 9);
        tidy();
        assertFalse(index.index().hasUncommitted());
        try (FSDirectory published = FSDirectory.open(directory.resolve(OpenIndex.PUBLISHED))) {
            assertEquals(1, SegmentInfos.readLatestCommit(published).size());
        }
        assertEquals(1, IndexGenerations.checkpoint(directory).position());
    }

    @Test
    void a_small_number_of_segments_is_not_merged() throws IOException {
        write("a", 4);
        tidy();
        assertEquals(4, segments());
    }

    @Test
    void a_large_segment_is_not_rewritten_when_small_segments_are_merged() throws IOException {
        byte[] megabyte = new byte[1 << 20];
        // Random bytes, because repeated bytes would be compressed.
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
    void segments_are_not_merged_while_records_are_being_written() throws IOException {
        write("a", 6);
        IdleMerge idleMerge = new IdleMerge(index.index(), Duration.ofDays(1));
        tidy(idleMerge);
        assertEquals(6, segments(), "the index was not idle");
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
    void editors_get_the_same_search_results_before_and_after_a_merge() throws IOException {
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
