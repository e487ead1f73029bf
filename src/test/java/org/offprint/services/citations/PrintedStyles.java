package org.offprint.services.citations;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats works and references from Crossref's REST API like the entries of a reference list. */
public final class PrintedStyles {

    public static final List<String> ALL = List.of("apa", "vancouver", "chicago", "ieee", "abnt", "without pages");

    private PrintedStyles() {}

    /** Returns the text of a Crossref reference, or its concatenated parts if the reference has no text. */
    public static String of(JsonNode reference) {
        return reference.has("unstructured")
                ? reference.get("unstructured").asText()
                : Stream.of("author", "year", "article-title", "volume-title", "journal-title", "volume", "first-page")
                        .map(part -> reference.path(part).asText())
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(". "));
    }

    static String family(JsonNode author) {
        return author.path("family").asText(author.path("name").asText());
    }

    /** Returns a Crossref work formatted in this citation style. */
    public static String of(String style, JsonNode work) {
        List<String> people = new ArrayList<>();
        work.path("author")
                .forEach(author -> people.add(family(author) + " "
                        + author.path("given")
                                .asText()
                                .substring(
                                        0,
                                        Math.min(
                                                1, author.path("given").asText().length()))));
        String by = people.stream().limit(3).collect(Collectors.joining(", ")) + (people.size() > 3 ? " et al." : "");
        String title = work.at("/title/0").asText();
        String journal = work.at("/container-title/0").asText();
        String volume = work.path("volume").asText();
        String issue = work.path("issue").asText();
        String pages = work.path("page").asText(work.path("article-number").asText());
        String year = work.at("/issued/date-parts/0/0").asText();
        return switch (style) {
            case "apa" ->
                by + " (" + year + "). " + title + ". " + journal + ", " + volume + "(" + issue + "), " + pages;
            case "vancouver" ->
                by + ". " + title + ". " + abbreviated(journal) + ". " + year + ";" + volume + "(" + issue + "):"
                        + pages + ".";
            case "chicago" ->
                by + ". “" + title + ".” " + journal + " " + volume + ", no. " + issue + " (" + year + "): "
                        + pages.replace('-', '–') + ".";
            case "ieee" ->
                by + ", “" + title + ",” " + abbreviated(journal) + ", vol. " + volume + ", no. " + issue + ", pp. "
                        + pages + ", " + year + ".";
            case "abnt" ->
                by.toUpperCase(Locale.ROOT) + " " + title + ". " + journal + ", v. " + volume + ", n. " + issue
                        + ", p. " + pages + ", " + year + ".";
            default -> by + " (" + year + "). " + title + ". " + journal + ".";
        };
    }

    private static String abbreviated(String journal) {
        String[] words = journal.split(" ");
        return Arrays.stream(words)
                .filter(word ->
                        !Set.of("of", "the", "and", "in", "for", "de", "&").contains(word))
                .map(word -> words.length > 1 && word.length() > 5 ? word.substring(0, 4) + "." : word)
                .collect(Collectors.joining(" "));
    }
}
