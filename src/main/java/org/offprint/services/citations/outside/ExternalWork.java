package org.offprint.services.citations.outside;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.markup.MarkedText;
import org.offprint.kernel.record.markup.Markup;
import org.offprint.references.tokens.PrintedWords;
import org.offprint.services.citations.resemblance.CitableWork;

/**
 * Bibliographic data of an external work, limited to the elements that references contain. External works are stored as
 * JSON.
 *
 * @param doi DOI in its original form
 * @param subtitle subtitle; null if there is none. All other strings may also be null
 * @param years years of publication, online and in print
 * @param authors family names, or names of organizations; only the first 50
 * @param journal title of the journal or book that contains the work
 */
public record ExternalWork(
        Doi doi,
        String title,
        String subtitle,
        List<Integer> years,
        List<String> authors,
        String journal,
        String abbreviation,
        List<String> issns,
        String volume,
        String issue,
        String firstPage,
        String articleNumber) {

    private static final int MAX_TITLE_LENGTH = 5_000;
    private static final int MAX_NAME_LENGTH = 1_000;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_AUTHORS = 50;
    private static final int MAX_ISSNS = 10;
    private static final int DIGITS_OF_YEAR = 4;

    public ExternalWork {
        years = Json.orEmpty(years);
        authors = Json.orEmpty(authors);
        issns = Json.orEmpty(issns);
    }

    /**
     * Creates an external work from an article in import format. Returns empty if the article lacks a DOI or title,
     * which are both required for matching. Omits values that are too long to appear in a reference.
     *
     * @param article article as in a line of Offprint JSON Lines
     */
    public static Optional<ExternalWork> of(JsonNode article) {
        String title = title(article);
        Doi doi = doi(article.path("doi"));
        if (title == null || doi == null) {
            return Optional.empty();
        }
        JsonNode journal = article.path("journal");
        JsonNode issue = article.path("issue");
        return Optional.of(new ExternalWork(
                doi,
                title,
                text(article.path("subtitle"), MAX_TITLE_LENGTH),
                years(article.path("dates"), issue),
                authors(article.path("contributors")),
                text(journal.path("title"), MAX_NAME_LENGTH),
                text(journal.path("abbreviation"), MAX_NAME_LENGTH),
                issns(journal.path("issns")),
                text(issue.path("volume"), MAX_NUMBER_LENGTH),
                text(issue.path("number"), MAX_NUMBER_LENGTH),
                text(article.at("/pages/first"), MAX_NUMBER_LENGTH),
                text(article.path("articleNumber"), MAX_NUMBER_LENGTH)));
    }

    private static String title(JsonNode article) {
        String plain = text(article.path("title"), MAX_TITLE_LENGTH);
        String html = plain == null ? text(article.path("titleHtml"), MarkedText.MAX_TITLE_HTML_LENGTH) : null;
        return html == null ? plain : Markup.title(html).text();
    }

    private static Doi doi(JsonNode said) {
        try {
            return said.isTextual() && said.textValue().length() <= 2 * Doi.MAX_LENGTH
                    ? Doi.parse(said.textValue())
                    : null;
        } catch (InvalidValueException e) {
            return null;
        }
    }

    private static String text(JsonNode said, int longest) {
        String text = said.isTextual() ? said.textValue().strip() : "";
        return text.isEmpty() || text.length() > longest ? null : text;
    }

    private static List<Integer> years(JsonNode dates, JsonNode issue) {
        Set<Integer> years = new LinkedHashSet<>();
        Stream.of("published", "publishedOnline", "publishedPrint")
                .map(each -> dates.path(each).asText(""))
                .filter(date -> date.length() >= DIGITS_OF_YEAR)
                .map(date -> PrintedWords.year(date.substring(0, DIGITS_OF_YEAR)))
                .filter(Objects::nonNull)
                .forEach(years::add);
        Integer ofIssue = PrintedWords.year(issue.path("year").asText("none"));
        if (ofIssue != null) {
            years.add(ofIssue);
        }
        return List.copyOf(years);
    }

    private static List<String> authors(JsonNode contributors) {
        List<String> authors = new ArrayList<>();
        for (JsonNode each : contributors) {
            boolean isAuthor = each.path("role").asText("author").equals("author");
            String family = text(each.path("family"), MAX_NAME_LENGTH);
            String name = family == null ? text(each.path("name"), MAX_NAME_LENGTH) : family;
            if (isAuthor && name != null && authors.size() < MAX_AUTHORS) {
                authors.add(name);
            }
        }
        return authors;
    }

    private static List<String> issns(JsonNode said) {
        List<String> issns = new ArrayList<>();
        for (JsonNode each : said) {
            String value = text(each.isTextual() ? each : each.path("value"), MAX_NUMBER_LENGTH);
            if (value != null && issns.size() < MAX_ISSNS) {
                issns.add(value);
            }
        }
        return issns;
    }

    /**
     * Returns an id for comparisons, derived from the DOI. In comparisons, the same id also identifies the journal of
     * the work.
     */
    UUID id() {
        return UUID.nameUUIDFromBytes(doi.key().getBytes(StandardCharsets.UTF_8));
    }

    /** Converts the external work to the form that is compared with references. */
    CitableWork citable() {
        List<List<String>> names = authors.stream().map(PrintedWords::words).toList();
        Set<String> people = new HashSet<>();
        names.forEach(people::addAll);
        return new CitableWork(
                id(),
                id(),
                doi.key(),
                titles(),
                Set.copyOf(years),
                words(volume),
                words(issue),
                Stream.of(firstPage, articleNumber)
                        .map(ExternalWork::words)
                        .filter(Objects::nonNull)
                        .toList(),
                names.isEmpty() ? List.of() : names.get(0),
                people);
    }

    /**
     * Returns one list with the words of the title and subtitle, and one with the words of the title only. Returns one
     * list if the work has no subtitle, and none if the title contains no words.
     */
    List<List<String>> titles() {
        return Stream.of(subtitle == null ? null : title + " " + subtitle, title)
                .map(ExternalWork::words)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Returns the names of the work's journal, keyed by the id of the work. */
    Map<UUID, List<String>> journalNames() {
        List<String> names = new ArrayList<>(issns);
        Arrays.asList(journal, abbreviation).forEach(name -> {
            if (name != null) {
                names.add(name);
            }
        });
        return Map.of(id(), names);
    }

    private static List<String> words(String text) {
        List<String> words = text == null ? List.of() : PrintedWords.words(text);
        return words.isEmpty() ? null : words;
    }
}
