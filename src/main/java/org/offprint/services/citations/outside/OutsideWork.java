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
import org.offprint.references.PrintedWords;
import org.offprint.services.citations.resemblance.CitableWork;

/**
 * A work that is not held here, with what references say of works. Stored as JSON.
 *
 * @param doi as it was given
 * @param subtitle null where it has none, and so are the other texts
 * @param years of its publication, online and in print
 * @param authors their family names, or the names of organizations; the first ones of very many
 * @param journal the title of the journal or the book that it stands in
 */
public record OutsideWork(
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

    private static final int LONGEST_TITLE = 5_000;
    private static final int LONGEST_NAME = 1_000;
    private static final int LONGEST_NUMBER = 100;
    private static final int MOST_AUTHORS = 50;
    private static final int MOST_ISSNS = 10;
    private static final int DIGITS_OF_YEAR = 4;

    public OutsideWork {
        years = Json.orEmpty(years);
        authors = Json.orEmpty(authors);
        issns = Json.orEmpty(issns);
    }

    /**
     * Returns the work that an article as formats are read says; empty where it has no DOI or no title, without which no
     * reference can mean it. Parts that are longer than any part of a reference are left out.
     *
     * @param article as a line of our own JSON lines has it
     */
    public static Optional<OutsideWork> of(JsonNode article) {
        String title = title(article);
        Doi doi = doi(article.path("doi"));
        if (title == null || doi == null) {
            return Optional.empty();
        }
        JsonNode journal = article.path("journal");
        JsonNode issue = article.path("issue");
        return Optional.of(new OutsideWork(
                doi,
                title,
                text(article.path("subtitle"), LONGEST_TITLE),
                years(article.path("dates"), issue),
                authors(article.path("contributors")),
                text(journal.path("title"), LONGEST_NAME),
                text(journal.path("abbreviation"), LONGEST_NAME),
                issns(journal.path("issns")),
                text(issue.path("volume"), LONGEST_NUMBER),
                text(issue.path("number"), LONGEST_NUMBER),
                text(article.at("/pages/first"), LONGEST_NUMBER),
                text(article.path("articleNumber"), LONGEST_NUMBER)));
    }

    private static String title(JsonNode article) {
        String plain = text(article.path("title"), LONGEST_TITLE);
        String html = plain == null ? text(article.path("titleHtml"), MarkedText.LONGEST_TITLE_HTML) : null;
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
            String family = text(each.path("family"), LONGEST_NAME);
            String name = family == null ? text(each.path("name"), LONGEST_NAME) : family;
            if (isAuthor && name != null && authors.size() < MOST_AUTHORS) {
                authors.add(name);
            }
        }
        return authors;
    }

    private static List<String> issns(JsonNode said) {
        List<String> issns = new ArrayList<>();
        for (JsonNode each : said) {
            String value = text(each.isTextual() ? each : each.path("value"), LONGEST_NUMBER);
            if (value != null && issns.size() < MOST_ISSNS) {
                issns.add(value);
            }
        }
        return issns;
    }

    /** Returns the id under which it is weighed, which its DOI decides, and which is also that of its journal. */
    UUID id() {
        return UUID.nameUUIDFromBytes(doi.key().getBytes(StandardCharsets.UTF_8));
    }

    /** Returns it as references are held against it. */
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
                        .map(OutsideWork::words)
                        .filter(Objects::nonNull)
                        .toList(),
                names.isEmpty() ? List.of() : names.get(0),
                people);
    }

    /** Returns the words of its title, with the subtitle and without. */
    List<List<String>> titles() {
        return Stream.of(subtitle == null ? null : title + " " + subtitle, title)
                .map(OutsideWork::words)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Returns by what its journal is named, under its own id. */
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
