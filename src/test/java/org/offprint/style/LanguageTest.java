package org.offprint.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offprint.NightlyOnly;
import org.offprint.ResolvedClassPath;
import org.offprint.style.WrittenText.Kind;

/**
 * Checks the grammar and the sentence length of the README, {@code docs} and the OpenAPI descriptions. LanguageTool
 * checks the grammar. {@code rules-off.txt} lists the LanguageTool rules that do not fit this documentation, with the
 * reason.
 */
class LanguageTest {

    private static final Path RULES_OFF = Path.of("src/test/resources/style/rules-off.txt");

    /**
     * Maximum number of words in a sentence. The limit allows for lists of values, and most sentences are far shorter.
     */
    private static final int LONGEST_SENTENCE = 40;

    private static final Pattern PARAGRAPH = Pattern.compile("\\R\\s*\\R|\\R(?=\\s*(?:[-*|#]|\\d+\\.))");

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?:;])\\s+");

    @NightlyOnly
    @Test
    void the_documentation_and_the_contract_have_no_grammar_errors(@TempDir Path folder) throws Exception {
        List<String> lines = new ArrayList<>();
        for (WrittenText text : WrittenText.all()) {
            if (text.kind() == Kind.DOCS || text.kind() == Kind.CONTRACT) {
                paragraphs(text.text()).forEach(paragraph -> lines.add(text.place() + "\t" + paragraph));
            }
        }
        assertTrue(lines.size() > 1_000, lines.size() + " paragraphs");
        Path input = folder.resolve("paragraphs.tsv");
        Files.write(input, lines.stream().distinct().toList());
        Path output = folder.resolve("findings.tsv");
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        ResolvedClassPath.of(Path.of("src/test/languagetool/pom.xml")),
                        "src/test/languagetool/CheckLanguage.java",
                        rulesOff())
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
        assertEquals(0, tool.waitFor(), () -> read(folder.resolve("errors.txt")));
        assertEquals(List.of(), Files.readAllLines(output));
    }

    @Test
    void sentences_in_the_documentation_have_at_most_40_words() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (WrittenText text : WrittenText.all()) {
            if (text.kind() == Kind.DOCS || text.kind() == Kind.CONTRACT) {
                for (String paragraph : paragraphs(text.text())) {
                    for (String sentence : SENTENCE_END.split(paragraph)) {
                        if (sentence.split("\\s+").length > LONGEST_SENTENCE) {
                            tooLong.add(text.place() + ": " + sentence);
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), tooLong);
    }

    /**
     * Returns the paragraphs and list items as plain text, without tables and Markdown. Code is replaced with a noun.
     */
    private static List<String> paragraphs(String text) {
        List<String> paragraphs = new ArrayList<>();
        for (String paragraph : PARAGRAPH.split(text)) {
            String plain = paragraph
                    .replaceAll("<!--[^>]*-->", " ")
                    .replaceAll("!?\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                    .replaceAll("`[^`]*`", "Code")
                    .replaceAll("(?m)^\\s*(?:[-*#]+|\\d+\\.)\\s", "")
                    .replaceAll("[*_]{2}", "")
                    .replaceAll("\\s+", " ")
                    .strip();
            if (!plain.startsWith("|") && plain.split(" ").length > 4) {
                paragraphs.add(plain);
            }
        }
        return paragraphs;
    }

    private static String rulesOff() throws IOException {
        return String.join(
                ",",
                Files.readAllLines(RULES_OFF).stream()
                        .map(line -> line.split("\t")[0])
                        .toList());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
