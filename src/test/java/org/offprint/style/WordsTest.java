package org.offprint.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offprint.style.WrittenText.Kind;

/**
 * Counts retired words in comments, messages, documentation, contract and site texts. {@code words.tsv} contains a
 * maximum count for each word and kind of text. With {@code -Dwords.write}, the test lowers the maximum counts to the
 * current counts. {@code rates.tsv} contains the rates per 1,000 words that are usual in plain technical English.
 */
class WordsTest {

    private static final Path FOLDER = Path.of("src/test/resources/style");

    private static final Path WORDS = FOLDER.resolve("words.tsv");

    private static Map<Kind, String> texts;

    @BeforeAll
    static void read() throws IOException {
        List<String> allowed = Files.readAllLines(FOLDER.resolve("allowed-phrases.txt"));
        Pattern phrases =
                pattern(allowed.stream().map(Pattern::quote).collect(Collectors.joining("|", "\\b(", ")\\b")));
        Map<Kind, StringBuilder> joined = new EnumMap<>(Kind.class);
        for (WrittenText text : WrittenText.all()) {
            joined.computeIfAbsent(text.kind(), kind -> new StringBuilder())
                    .append(text.text().replaceAll("\\R\\s*(\\*\\s)?", " "))
                    .append(" \n");
        }
        texts = new EnumMap<>(Kind.class);
        joined.forEach((kind, text) -> texts.put(kind, phrases.matcher(text).replaceAll("")));
    }

    @Test
    void every_kind_of_written_text_is_found() {
        for (Kind kind : Kind.values()) {
            int words = words(texts.getOrDefault(kind, ""));
            assertTrue(words > 500, kind + " has only " + words + " words");
        }
    }

    @Test
    void no_retired_word_exceeds_its_maximum_count() throws IOException {
        List<String> lines = Files.readAllLines(WORDS);
        List<String> lowered = new ArrayList<>(lines.subList(0, 1));
        List<String> exceeded = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t");
            Pattern word = pattern(cells[1]);
            for (Kind kind : Kind.values()) {
                int column = 2 + kind.ordinal();
                int count = count(word, texts.get(kind));
                int ceiling = Integer.parseInt(cells[column]);
                if (count > ceiling) {
                    exceeded.add(cells[0] + ": " + count + " in " + kind + ", ceiling " + ceiling);
                }
                cells[column] = Integer.toString(Math.min(count, ceiling));
            }
            lowered.add(String.join("\t", cells));
        }
        if (System.getProperty("words.write") != null) {
            Files.write(WORDS, lowered);
        }
        assertEquals(List.of(), exceeded, "Use the usual technical terms (CONTRIBUTING.md, Names and texts).");
    }

    @Test
    void the_rates_of_common_words_are_usual_for_plain_technical_english() throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve("rates.tsv"));
        List<String> outside = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t");
            double least = Double.parseDouble(cells[2]);
            double most = Double.parseDouble(cells[3]);
            for (Kind kind : List.of(Kind.COMMENT, Kind.DOCS, Kind.CONTRACT)) {
                String text = texts.get(kind);
                double rate = 1000.0 * count(pattern(cells[1]), text) / words(text);
                boolean tooRare = rate < least && (kind == Kind.COMMENT || !cells[0].equals("cache"));
                if (tooRare || rate > most) {
                    outside.add("%s: %.2f per 1,000 words in %s, goal %s to %s"
                            .formatted(cells[0], rate, kind, cells[2], cells[3]));
                }
            }
        }
        assertEquals(List.of(), outside);
    }

    private static int count(Pattern word, String text) {
        Matcher matches = word.matcher(text);
        int count = 0;
        while (matches.find()) {
            count++;
        }
        return count;
    }

    private static int words(String text) {
        return count(Pattern.compile("[A-Za-z']+"), text);
    }

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
    }
}
