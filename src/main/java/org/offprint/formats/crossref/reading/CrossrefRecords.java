package org.offprint.formats.crossref.reading;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.ImportRecords;
import org.offprint.formats.reading.Unplaced;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.xml.UnplacedContent;
import org.offprint.formats.xml.XmlElement;
import org.offprint.formats.xml.XmlReader;
import org.offprint.kernel.faults.Finding;

/** Reads the works of a Crossref deposit. The journal and the issue precede the articles that appeared in them. */
public final class CrossrefRecords implements ImportRecords {

    private static final Set<String> JOURNALS =
            Set.of("journal_metadata", "proceedings_metadata", "proceedings_series_metadata");
    /**
     * Crossref elements for works that belong to the preceding journal or proceedings. All other works are independent
     * of the preceding journal.
     */
    private static final Set<String> WITHIN_JOURNALS = Set.of("journal_article", "conference_paper");

    private static final Set<String> WORKS = Set.of(
            "journal_article",
            "conference_paper",
            "posted_content",
            "peer_review",
            "dissertation",
            "report-paper_metadata",
            "content_item",
            "dataset",
            "standard");
    /** Crossref elements that contain works. The XML reader returns the start of a container before its content. */
    private static final Set<String> CONTAINERS = Set.of("journal", "book", "conference", "database", "sa_component");

    /** Crossref elements that describe the container of works, such as a journal or a book. */
    private static final Set<String> OF_CONTAINERS = Set.of(
            "journal_metadata",
            "journal_issue",
            "proceedings_metadata",
            "proceedings_series_metadata",
            "event_metadata",
            "book_metadata",
            "book_series_metadata",
            "book_set_metadata",
            "database_metadata",
            "component_list");

    private static final Set<String> WANTED =
            Stream.of(WORKS, CONTAINERS, OF_CONTAINERS).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

    private static final int MAX_DESCRIPTIONS = 8;

    private final XmlReader xml;
    private XmlElement journal = XmlElement.NONE;
    private XmlElement issue = XmlElement.NONE;
    /** Conferences and books that contain the following works. A conference or book is reported with its first work. */
    private final List<XmlElement> containers = new ArrayList<>();
    /** Elements that describe the current container, such as a book, collected until its first work. */
    private final List<XmlElement> descriptions = new ArrayList<>();

    public CrossrefRecords(InputStream file) throws IOException {
        xml = new XmlReader(file, Set.of());
    }

    @Override
    public ImportRecord next() {
        while (true) {
            XmlElement element = xml.next(WANTED, CONTAINERS);
            if (element != null && WORKS.contains(element.name())) {
                return work(element);
            }
            if (element != null && OF_CONTAINERS.contains(element.name())) {
                place(element);
                if (descriptions.size() > MAX_DESCRIPTIONS) {
                    return flush();
                }
                continue;
            }
            ImportRecord empty = CrossrefContainerReader.withoutWorks(descriptions);
            leave();
            if (element == null || empty != null) {
                return empty;
            }
        }
    }

    private ImportRecord work(XmlElement work) {
        boolean isWithin = WITHIN_JOURNALS.contains(work.name());
        List<XmlElement> around = List.copyOf(containers);
        containers.clear();
        descriptions.clear();
        return new CrossrefArticleReader(work, isWithin ? journal : XmlElement.NONE, isWithin ? issue : XmlElement.NONE)
                .read(around);
    }

    /**
     * Returns the collected container descriptions as a record before the container ends. Memory use is therefore
     * bounded, even if a file contains an unrealistic number of descriptions.
     */
    private ImportRecord flush() {
        XmlElement latest = descriptions.remove(descriptions.size() - 1);
        ImportRecord rejected = CrossrefContainerReader.withoutWorks(descriptions);
        descriptions.clear();
        containers.clear();
        descriptions.add(latest);
        return rejected;
    }

    private void place(XmlElement said) {
        descriptions.add(said);
        if (JOURNALS.contains(said.name())) {
            journal = said;
            issue = XmlElement.NONE;
        } else if (said.name().equals("journal_issue")) {
            issue = said;
        } else {
            // The following works belong to a conference, book or database, not to the preceding journal or issue.
            journal = XmlElement.NONE;
            issue = XmlElement.NONE;
            containers.add(said);
        }
    }

    private void leave() {
        journal = XmlElement.NONE;
        issue = XmlElement.NONE;
        containers.clear();
        descriptions.clear();
    }

    @Override
    public void close() {
        xml.close();
    }

    /** Reads a journal, book or conference that was deposited at Crossref without any works. */
    private static final class CrossrefContainerReader {

        private static final String[] TITLES = {
            "full_title", "title", "proceedings_title", "conference_name", "volume", "issue"
        };

        private CrossrefContainerReader() {}

        /**
         * Returns a rejected record that describes the journal, book or conference, or null if there is nothing to
         * report.
         */
        static ImportRecord withoutWorks(List<XmlElement> said) {
            if (said.isEmpty()) {
                return null;
            }
            List<Unplaced> unplaced = new ArrayList<>();
            said.forEach(new UnplacedContent(Set.of(), (where, text) -> unplaced.add(new Unplaced(where, text)))::of);
            String names =
                    Stream.concat(first(said, TITLES), first(said, "doi")).collect(Collectors.joining(", "));
            Finding problem = Finding.at(
                    "",
                    "no-article",
                    "The deposit describes " + kind(said.get(0).name()) + (names.isEmpty() ? "" : " (" + names + ")")
                            + ", but contains no article.");
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
}
