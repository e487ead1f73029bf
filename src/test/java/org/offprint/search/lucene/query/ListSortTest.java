package org.offprint.search.lucene.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchAnswer.Hit;
import org.offprint.search.SearchRequest.PagePosition;
import org.offprint.search.embedded.index.TestIndex;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;

/** Tests sort orders, cursors in both directions, and page numbers. */
class ListSortTest {

    private final TestIndex index = new TestIndex();

    @AfterEach
    void close() {
        index.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = SortOrder.class,
            names = {"NEWEST", "OLDEST", "TITLE", "TITLE_DESCENDING", "LAST_UPDATED", "FIRST_UPDATED"})
    void paging_forwards_and_backwards_returns_every_record_once(SortOrder order) {
        addMany(203);
        List<Hit> there = walk(order, 10, null);
        assertEquals(203, there.size());
        assertEquals(203, there.stream().map(Hit::key).distinct().count());
        assertEquals(there.stream().map(Hit::key).sorted(comparator(order)).toList(), keys(there));

        Hit last = there.get(202);
        List<Hit> back = new ArrayList<>();
        List<String> place = last.sortValues();
        SearchAnswer page;
        do {
            page = page(order, new PagePosition.Beside(place, true), 10);
            back.addAll(0, page.hits());
            place = page.hits().get(0).sortValues();
        } while (page.more());
        back.add(last);
        assertEquals(keys(there), keys(back));
    }

    @Test
    void pages_by_number_equal_the_pages_by_cursor() {
        addMany(95);
        List<String> all = keys(walk(SortOrder.TITLE, 100, null));
        for (int number = 1; number <= 10; number++) {
            SearchAnswer page = page(SortOrder.TITLE, new PagePosition.Numbered(number), 10);
            assertEquals(all.subList((number - 1) * 10, Math.min(95, number * 10)), keys(page.hits()));
            assertEquals(number < 10, page.more());
            assertEquals(95, page.total());
        }
        assertEquals(
                List.of(),
                page(SortOrder.TITLE, new PagePosition.Numbered(11), 10).hits());
    }

    @Test
    void a_page_reports_whether_more_hits_follow() {
        addMany(20);
        assertFalse(page(SortOrder.NEWEST, new PagePosition.Start(), 20).more());
        assertTrue(page(SortOrder.NEWEST, new PagePosition.Start(), 19).more());
    }

    @Test
    void titles_are_sorted_in_dictionary_order() {
        index.add(
                index.article("a", "en", "“Zebra” crossings"),
                index.article("b", "en", "Élan"),
                index.article("c", "en", "elephant"),
                index.article("d", "en", "Volume 10"),
                index.article("e", "en", "Volume 9"));
        assertEquals(
                List.of("b", "c", "e", "d", "a"),
                keys(walk(SortOrder.TITLE, 2, null)).stream()
                        .map(TestIndex::name)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(
            value = SortOrder.class,
            names = {"RELEVANCE", "NAME", "NAME_DESCENDING", "MOST_ARTICLES", "FEWEST_ARTICLES"},
            mode = Mode.EXCLUDE)
    void paging_during_writes_returns_every_unmoved_record_once(SortOrder order) throws InterruptedException {
        addMany(300);
        AtomicBoolean done = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            Random random = new Random(1);
            while (!done.get()) {
                // Every third record is removed, added again or moved. The remaining records are rewritten unchanged.
                int i = random.nextInt(300);
                if (i % 3 == 0 && random.nextBoolean()) {
                    index.remove(RecordKind.ARTICLE, key(i));
                } else {
                    index.add(numbered(i, i % 3 == 0 ? random.nextInt(300) : i));
                }
            }
        });
        writer.start();
        try {
            for (int round = 0; round < 5; round++) {
                Map<String, Integer> times = new HashMap<>();
                walk(order, 7, null).forEach(hit -> times.merge(hit.key(), 1, Integer::sum));
                for (int i = 0; i < 300; i++) {
                    if (i % 3 != 0) {
                        assertEquals(1, times.get(key(i)), key(i) + " in round " + round);
                    }
                }
            }
        } finally {
            done.set(true);
            writer.join();
        }
    }

    @Test
    void titles_with_a_long_common_prefix_are_sorted_by_the_characters_after_the_prefix() {
        List<Integer> numbers = new ArrayList<>(IntStream.range(0, 103).boxed().toList());
        Collections.shuffle(numbers, new Random(8));
        index.addAll(numbers.stream()
                .map(i -> numbered(i, i).sort(SortOrder.TITLE, "Titles that begin alike " + i / 5))
                .toList());
        index.add(new IndexRecord(RecordKind.ARTICLE, key(500)).text(FullTextField.TITLE, "en", "Title"));
        List<Hit> there = walk(SortOrder.TITLE, 10, null);
        List<String> expected = new ArrayList<>(keys(there).stream()
                .filter(key -> !key.equals(key(500)))
                .sorted(comparator(SortOrder.TITLE))
                .toList());
        expected.add(0, key(500));
        assertEquals(expected, keys(there));
        SearchAnswer back =
                page(SortOrder.TITLE, new PagePosition.Beside(there.get(103).sortValues(), true), 100);
        assertEquals(expected.subList(3, 103), keys(back.hits()));
    }

    private void addMany(int many) {
        List<Integer> numbers = new ArrayList<>(IntStream.range(0, many).boxed().toList());
        Collections.shuffle(numbers, new Random(7));
        index.addAll(numbers.stream().map(i -> numbered(i, i)).toList());
    }

    /** Creates a record whose date is shared by five records, so that their keys determine the order. */
    private IndexRecord numbered(int i, int rank) {
        return new IndexRecord(RecordKind.ARTICLE, key(i))
                .text(FullTextField.TITLE, "en", "Title")
                .sort(SortOrder.TITLE, "Title " + rank / 5)
                .sort(SortOrder.NEWEST, rank / 5)
                .sort(SortOrder.LAST_UPDATED, 1_000 - rank / 5);
    }

    private static String key(int i) {
        return new UUID(0, i).toString();
    }

    private static java.util.Comparator<String> comparator(SortOrder order) {
        java.util.Comparator<String> byRank =
                java.util.Comparator.comparingLong(key -> UUID.fromString(key).getLeastSignificantBits() / 5);
        java.util.Comparator<String> byKey = java.util.Comparator.naturalOrder();
        return switch (order) {
            case NEWEST, TITLE_DESCENDING -> byRank.thenComparing(byKey).reversed();
            case LAST_UPDATED -> byRank.thenComparing(byKey.reversed());
            case FIRST_UPDATED -> byRank.thenComparing(byKey.reversed()).reversed();
            default -> byRank.thenComparing(byKey);
        };
    }

    private List<Hit> walk(SortOrder order, int limit, List<String> from) {
        List<Hit> hits = new ArrayList<>();
        PagePosition place = from == null ? new PagePosition.Start() : new PagePosition.Beside(from, false);
        SearchAnswer page;
        do {
            page = page(order, place, limit);
            hits.addAll(page.hits());
            place = page.hits().isEmpty()
                    ? place
                    : new PagePosition.Beside(
                            page.hits().get(page.hits().size() - 1).sortValues(), false);
        } while (page.more());
        return hits;
    }

    private SearchAnswer page(SortOrder order, PagePosition place, int limit) {
        return index.answer(TestIndex.request(new SearchQuery.All(), Map.of(), order, place, limit));
    }

    private static List<String> keys(List<Hit> hits) {
        return hits.stream().map(Hit::key).toList();
    }
}
