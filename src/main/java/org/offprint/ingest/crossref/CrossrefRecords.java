package org.offprint.ingest.crossref;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.offprint.ingest.ImportRecord;
import org.offprint.ingest.ImportRecords;
import org.offprint.ingest.xml.XmlElement;
import org.offprint.ingest.xml.XmlReader;

/** The works of a deposit; journal and issue stand before the articles that appeared in them. */
final class CrossrefRecords implements ImportRecords {

    private static final Set<String> JOURNALS =
            Set.of("journal_metadata", "proceedings_metadata", "proceedings_series_metadata");
    /** Other works stand beside journals and proceedings. */
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
    private static final Set<String> WANTED = Set.of(
            "journal",
            "journal_metadata",
            "proceedings_metadata",
            "proceedings_series_metadata",
            "journal_issue",
            "journal_article",
            "conference_paper",
            "posted_content",
            "peer_review",
            "dissertation",
            "report-paper_metadata",
            "content_item",
            "dataset",
            "standard",
            "event_metadata",
            "head",
            "book_metadata",
            "book_series_metadata",
            "book_set_metadata");

    private final XmlReader xml;
    private XmlElement journal = XmlElement.NONE;
    private XmlElement issue = XmlElement.NONE;
    /** The conference or the book that works are of: told with the first of them. */
    private final List<XmlElement> around = new ArrayList<>();

    CrossrefRecords(InputStream file) throws IOException {
        xml = new XmlReader(file, Set.of());
    }

    @Override
    public ImportRecord next() {
        while (true) {
            XmlElement element = xml.next(WANTED, Set.of("journal"));
            if (element == null) {
                return null;
            }
            if (JOURNALS.contains(element.name())) {
                journal = element;
                issue = XmlElement.NONE;
            } else if (element.name().equals("journal_issue")) {
                issue = element;
            } else if (WORKS.contains(element.name())) {
                boolean isWithin = WITHIN_JOURNALS.contains(element.name());
                List<XmlElement> told = List.copyOf(around);
                around.clear();
                return new CrossrefArticle(
                                element, isWithin ? journal : XmlElement.NONE, isWithin ? issue : XmlElement.NONE)
                        .read(told);
            } else {
                // Head of the deposit, event, book: not what an article appeared in.
                journal = XmlElement.NONE;
                issue = XmlElement.NONE;
                if (element.name().equals("head")) {
                    around.clear();
                } else {
                    around.add(element);
                }
            }
        }
    }

    @Override
    public void close() {
        xml.close();
    }
}
