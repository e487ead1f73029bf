package org.offprint.ingest.ojs;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.offprint.ingest.ImportRecord;
import org.offprint.ingest.ImportRecords;
import org.offprint.ingest.xml.XmlElement;
import org.offprint.ingest.xml.XmlReader;

/** Issues, each before its articles, and articles that stand alone. Files that are embedded are passed over. */
final class OjsRecords implements ImportRecords {

    private static final Set<String> ENTERED = Set.of("issues", "issue", "articles");
    private static final Set<String> WANTED = Set.of(
            "issues",
            "issue",
            "articles",
            "article",
            "id",
            "description",
            "issue_identification",
            "date_published",
            "last_modified",
            "sections",
            "covers",
            "cover",
            "issue_galleys",
            "open_access_date");

    private final XmlReader xml;
    private final Deque<ImportRecord> ready = new ArrayDeque<>();
    private OjsIssue issue;

    OjsRecords(InputStream file) throws IOException {
        xml = new XmlReader(file, Set.of("embed"));
    }

    @Override
    public ImportRecord next() {
        while (ready.isEmpty()) {
            XmlElement element = xml.next(WANTED, ENTERED);
            if (element == null) {
                finish();
                break;
            }
            switch (element.name()) {
                case "issues" -> {}
                case "issue" -> {
                    finish();
                    issue = new OjsIssue(element);
                }
                // Issues tell all of themselves before their articles.
                case "articles" -> finish();
                case "article" -> {
                    finish();
                    ready.add(new OjsArticle(element, issue).read());
                }
                default -> {
                    if (issue != null) {
                        issue.add(element);
                    }
                }
            }
        }
        return ready.poll();
    }

    private void finish() {
        if (issue != null && !issue.isRead()) {
            ready.add(issue.read());
        }
    }

    @Override
    public void close() {
        xml.close();
    }
}
