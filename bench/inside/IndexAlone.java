package org.offprint.search.embedded.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.offprint.search.SearchRequest;
import org.offprint.search.SearchRequest.PagePosition;
import org.offprint.search.SearchRequest.FacetRequest;
import org.offprint.search.embedded.reader.RecordLookup;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.embedded.PageSearch;
import org.offprint.search.lucene.query.QueryTranslation;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.query.SearchQuery.Scheme;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.DateField;
import org.offprint.search.schema.FullTextField;
import org.offprint.search.schema.Presence;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;
import org.offprint.search.schema.TermField;

/**
 * Measures the index without a service on generated articles. This class is in the package of the index so that it can
 * open the index directly. Arguments: the number of articles, and a directory. The directory is kept, and is reused if
 * it contains an index.
 */
final class IndexAlone {

    private static final String[] WORDS = words();
    private static final double[] FREQUENCIES = frequencies();

    private IndexAlone() {}

    public static void main(String... arguments) throws Exception {
        int many = Integer.parseInt(arguments[0]);
        Path path = Path.of(arguments[1]);
        boolean isThere = Files.exists(path) && IndexGenerations.checkpoint(path) != null;
        try (OpenIndex index = OpenIndex.at(path)) {
            if (!isThere) {
                build(index, many);
            }
            measure(index);
        }
    }

    private static void build(OpenIndex index, int many) throws Exception {
        long began = System.nanoTime();
        ExecutorService writers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        int part = 500;
        for (int from = 0; from < many; from += part) {
            int first = from;
            writers.execute(() -> {
                List<IndexRecord> records = new ArrayList<>();
                for (int i = first; i < Math.min(many, first + part); i++) {
                    records.add(article(i));
                }
                try {
                    index.published().add(records);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
        }
        writers.shutdown();
        writers.awaitTermination(1, TimeUnit.HOURS);
        double seconds = (System.nanoTime() - began) / 1e9;
        index.setReached(new Checkpoint(new UUID(1, 1), 0, null));
        index.refresh();
        index.commit();
        long cpu = ((com.sun.management.OperatingSystemMXBean)
                        java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
        System.out.printf(
                "%d articles in %.1f s (%.1f s of processor time), %.0f per second%n",
                many, seconds, cpu / 1e9, many / seconds);
        try (Stream<Path> files = Files.list(index.path())) {
            System.out.printf(
                    "%d MB%n", files.mapToLong(file -> file.toFile().length()).sum() / 1_000_000);
        }
    }

    private static IndexRecord article(int i) {
        Random random = new Random(i);
        LocalDate day = LocalDate.of(1990, 1, 1).plusDays(random.nextInt(12_000));
        String title = text(random, 10);
        IndexRecord record = new IndexRecord(
                        RecordKind.ARTICLE,
                        new UUID(0x0190_0000_0000_7000L + ((long) i << 16), random.nextLong()).toString())
                .text(FullTextField.TITLE, "en", title)
                .text(FullTextField.ABSTRACT, "en", sentences(random, 170))
                .sort(SortOrder.TITLE, title)
                .sort(SortOrder.NEWEST, day.toEpochDay() << 42 | i)
                .sort(SortOrder.LAST_UPDATED, random.nextInt())
                .date(DateField.PUBLISHED, day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .date(DateField.UPDATED, Instant.ofEpochSecond(random.nextInt()))
                .counted(TermField.YEAR, day.getYear())
                .counted(TermField.JOURNAL_ID, new UUID(1, random.nextInt(200)))
                .counted(TermField.ISSUE_ID, new UUID(2, random.nextInt(8_000)))
                .counted(TermField.TYPE, random.nextInt(4) == 0 ? "review-article" : "research-article")
                .counted(TermField.LANGUAGE, "en")
                .has(Presence.DOI, true)
                .isIdentifiedBy(Scheme.DOI, "10.5555/" + i);
        if (random.nextInt(10) == 0) {
            record.counted(TermField.LANGUAGE, "zh").text(FullTextField.TITLE, "zh", characters(random, 20));
            record.text(FullTextField.ABSTRACT, "zh", characters(random, 250));
        }
        for (int k = 0; k < 4; k++) {
            String family = WORDS[word(random)];
            record.person(FullTextField.AUTHOR, WORDS[word(random)], family);
            record.counted(TermField.AUTHOR_KEY, "https://orcid.org/" + random.nextInt(400_000));
        }
        for (int k = 0; k < 2; k++) {
            record.text(FullTextField.AFFILIATION_NAME, null, "University of " + WORDS[word(random)])
                    .counted(TermField.AFFILIATION_ID, new UUID(3, random.nextInt(30_000)))
                    .counted(TermField.COUNTRY, "C" + random.nextInt(90));
        }
        for (int k = 0; k < 5; k++) {
            String keyword = WORDS[word(random)] + " " + WORDS[word(random)];
            record.text(FullTextField.KEYWORD_TEXT, "en", keyword)
                    .counted(TermField.KEYWORD_TERM, keyword)
                    .spelled(TermField.KEYWORD_TERM, keyword, keyword);
        }
        for (int k = 0; k < 30; k++) {
            record.text(FullTextField.REFERENCE, null, text(random, 20))
                    .names(Scheme.DOI, "10.1000/" + random.nextInt(5_000_000));
        }
        return record.shown(title, new byte[1_500]);
    }

    private static String text(Random random, int words) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < words; k++) {
            text.append(k == 0 ? "" : " ").append(WORDS[word(random)]);
        }
        return text.toString();
    }

    private static String sentences(Random random, int words) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < words; k += 17) {
            text.append("The ").append(text(random, 17)).append(". ");
        }
        return text.toString();
    }

    private static String characters(Random random, int many) {
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < many; k++) {
            text.append((char) (0x4e00 + (int) (2_000 * Math.pow(random.nextDouble(), 3))));
        }
        return text.toString();
    }

    private static int word(Random random) {
        int at = Arrays.binarySearch(FREQUENCIES, random.nextDouble());
        return Math.min(WORDS.length - 1, at < 0 ? -at - 1 : at);
    }

    private static String[] words() {
        String[] begin = {
            "ba", "con", "de", "ex", "for", "gra", "hy", "in", "ju", "ka", "lo", "mo", "ne", "o", "pre", "re"
        };
        String[] end = {
            "tion", "ment", "ly", "ing", "er", "s", "al", "ic", "ity", "ed", "a", "um", "on", "ist", "ous", "ive"
        };
        Random random = new Random(42);
        return Stream.generate(() -> {
                    StringBuilder word = new StringBuilder();
                    for (int k = random.nextInt(3) + 1; k > 0; k--) {
                        word.append(begin[random.nextInt(16)]).append((char) ('a' + random.nextInt(26)));
                    }
                    return word.append(end[random.nextInt(16)]).toString();
                })
                .distinct()
                .limit(100_000)
                .toArray(String[]::new);
    }

    private static double[] frequencies() {
        double[] sums = new double[WORDS.length];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += 1 / Math.pow(i + 3, 1.02);
            sums[i] = sum;
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= sum;
        }
        return sums;
    }

    private static void measure(OpenIndex index) throws IOException {
        List<FacetRequest> four = Stream.of(TermField.YEAR, TermField.JOURNAL_ID, TermField.TYPE, TermField.LANGUAGE)
                .map(field -> new FacetRequest(field, 20, Set.of()))
                .toList();
        List<FacetRequest> large = Stream.of(TermField.KEYWORD_TERM, TermField.AFFILIATION_ID)
                .map(field -> new FacetRequest(field, 20, Set.of()))
                .toList();
        String[] common = {WORDS[20], WORDS[40], WORDS[60], WORDS[90], WORDS[150], WORDS[300], WORDS[800], WORDS[3_000]
        };
        List<SearchQuery> words = new ArrayList<>();
        for (int i = 0; i < common.length; i++) {
            for (int k = i + 1; k < common.length; k++) {
                words.add(new SearchQuery.And(List.of(
                        new SearchQuery.Word(FullTextField.ANY, common[i]),
                        new SearchQuery.Word(FullTextField.ANY, common[k]))));
            }
        }
        for (String word : common) {
            try {
                double share = index.ask(
                        Audience.READERS,
                        snapshot -> 100.0
                                * snapshot.count(new QueryTranslation(new RecordLookup(snapshot), RecordKind.ARTICLE)
                                        .of(new SearchQuery.Word(FullTextField.ANY, word)))
                                / snapshot.getIndexReader().numDocs());
                System.out.printf("%s in %.1f %% %n", word, share);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        time("two words", index, words, SortOrder.RELEVANCE, List.of(), false);
        time("two words, highlights", index, words, SortOrder.RELEVANCE, List.of(), true);
        time("two words, four facets", index, words, SortOrder.RELEVANCE, four, false);
        time("two words, four facets, highlights", index, words, SortOrder.RELEVANCE, four, true);
        time("two words, keyword and affiliation facets", index, words, SortOrder.RELEVANCE, large, false);
        time("two words, by title", index, words, SortOrder.TITLE, List.of(), false);
        List<SearchQuery> all = List.of(new SearchQuery.All());
        time("all, newest", index, all, SortOrder.NEWEST, List.of(), false);
        time("all, last updated", index, all, SortOrder.LAST_UPDATED, List.of(), false);
        time("all, four facets", index, all, SortOrder.NEWEST, four, false);
        List<SearchQuery> journals = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            journals.add(new SearchQuery.OneOf(TermField.JOURNAL_ID, Set.of(new UUID(1, i).toString())));
        }
        time("a journal, newest", index, journals, SortOrder.NEWEST, List.of(), false);
        time("a journal, by title", index, journals, SortOrder.TITLE, List.of(), false);
        List<SearchQuery> characters = List.of(
                new SearchQuery.Word(FullTextField.ANY, "\u4e01\u4e02"),
                new SearchQuery.Word(FullTextField.ANY, "\u4e01\u4e02\u4e03"));
        time("characters", index, characters, SortOrder.RELEVANCE, List.of(), true);
        time(
                "beginning",
                index,
                List.of(
                        new SearchQuery.Prefix(FullTextField.ANY, "con"),
                        new SearchQuery.Prefix(FullTextField.ANY, "pre")),
                SortOrder.RELEVANCE,
                List.of(),
                false);
        walk(index);
    }

    private static void time(
            String what,
            OpenIndex index,
            List<SearchQuery> queries,
            SortOrder order,
            List<FacetRequest> facets,
            boolean marks)
            throws IOException {
        List<Double> millis = new ArrayList<>();
        long end = System.nanoTime() + 4_000_000_000L;
        int n = 0;
        while (System.nanoTime() < end) {
            SearchQuery query = queries.get(n++ % queries.size());
            long began = System.nanoTime();
            search(index, query, order, new PagePosition.Start(), facets, marks);
            if (end - began < 2_500_000_000L) {
                millis.add((System.nanoTime() - began) / 1e6);
            }
        }
        millis.sort(null);
        System.out.printf(
                "%-45s p50 %.2f ms, p99 %.2f ms (%d)%n",
                what, millis.get(millis.size() / 2), millis.get(millis.size() * 99 / 100), millis.size());
    }

    private static org.offprint.search.SearchAnswer search(
            OpenIndex index, SearchQuery query, SortOrder order, PagePosition place, List<FacetRequest> facets, boolean marks)
            throws IOException {
        return index.ask(Audience.READERS, snapshot -> new PageSearch(
                        snapshot,
                        new SearchRequest(
                                Audience.READERS,
                                null,
                                RecordKind.ARTICLE,
                                query,
                                Map.of(),
                                order,
                                place,
                                20,
                                facets,
                                marks),
                        java.time.Duration.ofSeconds(2),
                        sources -> Map.of())
                .answer());
    }

    private static void walk(OpenIndex index) throws IOException {
        for (SortOrder order : List.of(SortOrder.NEWEST, SortOrder.OLDEST, SortOrder.TITLE, SortOrder.LAST_UPDATED)) {
            PagePosition place = new PagePosition.Start();
            long began = System.nanoTime();
            List<Double> millis = new ArrayList<>();
            for (int page = 0; page < 200; page++) {
                long at = System.nanoTime();
                var answer = search(index, new SearchQuery.All(), order, place, List.of(), false);
                millis.add((System.nanoTime() - at) / 1e6);
                place = new PagePosition.Beside(answer.hits().get(19).sortValues(), false);
            }
            // Going backwards from this position, the whole list precedes it.
            place = new PagePosition.Beside(
                    search(index, new SearchQuery.All(), order, new PagePosition.Numbered(10), List.of(), false)
                            .hits()
                            .get(19)
                            .sortValues(),
                    true);
            long back = System.nanoTime();
            search(index, new SearchQuery.All(), order, place, List.of(), false);
            System.out.printf(
                    "walk %s: %.2f ms per page, last page %.2f, backwards %.2f%n",
                    order, (System.nanoTime() - began) / 1e6 / 200, millis.get(199), (System.nanoTime() - back) / 1e6);
        }
    }
}
