package org.offprint.formats.crossref.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.Unplaced;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.xml.UnplacedContent;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.faults.Finding;

/** Reads a journal, book or conference that was deposited without any works. */
final class CrossrefContainerReader {

    private static final String[] TITLES = {
        "full_title", "title", "proceedings_title", "conference_name", "volume", "issue"
    };

    private CrossrefContainerReader() {}

    /** Returns a rejected record that describes the container, or null if there is nothing to report. */
    static ImportRecord withoutWorks(List<XmlElement> said) {
        if (said.isEmpty()) {
            return null;
        }
        List<Unplaced> unplaced = new ArrayList<>();
        said.forEach(new UnplacedContent(Set.of(), (where, text) -> unplaced.add(new Unplaced(where, text)))::of);
        String names = Stream.concat(first(said, TITLES), first(said, "doi")).collect(Collectors.joining(", "));
        Finding problem = Finding.at(
                "",
                "no-article",
                "The deposit describes " + kind(said.get(0).name()) + (names.isEmpty() ? "" : " (" + names + ")")
                        + " and holds no article of it.");
        return ImportRecord.refused(problem, unplaced, said.get(0).line());
    }

    private static String kind(String element) {
        return switch (element) {
            case "journal_metadata", "journal_issue" -> "a journal";
            case "event_metadata", "proceedings_metadata", "proceedings_series_metadata" -> "a conference";
            case "database_metadata" -> "a database";
            case "component_list" -> "components of another work";
            default -> "a book";
        };
    }

    private static Stream<String> first(List<XmlElement> said, String... names) {
        return said.stream()
                .flatMap(element -> element.descendants(names).stream())
                .map(XmlElement::text)
                .filter(Objects::nonNull)
                .map(SourceText::clean)
                .limit(1);
    }
}
