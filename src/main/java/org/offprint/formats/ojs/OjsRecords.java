package org.offprint.formats.ojs;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.offprint.formats.reading.EmbeddedFiles;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.ImportRecords;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.formats.xml.XmlElement;
import org.offprint.formats.xml.XmlReader;

/** Issues, each before its articles, and articles that stand alone. Files of articles that are embedded are stored; others are passed over. */
final class OjsRecords implements ImportRecords {

    private static final Set<String> ENTERED = Set.of("issues", "issue", "articles");
    private static final Set<String> WANTED = Set.of(
            "issues",
            "issue",
            "articles",
            "article",
            "preprints",
            "preprint",
            "monographs",
            "monograph",
            "id",
            "description",
            "issue_identification",
            "date_published",
            "last_modified",
            "sections",
            "section",
            "covers",
            "cover",
            "issue_galleys",
            "open_access_date");

    private final XmlReader xml;
    private final Deque<ImportRecord> ready = new ArrayDeque<>();
    private final OjsNumbers numbers = new OjsNumbers();
    private OjsIssueReader issue;

    OjsRecords(InputStream file, EmbeddedFiles embedded) throws IOException {
        xml = new XmlReader(file, Set.of("embed"), embedded, OjsFiles::isPublic);
    }

    @Override
    public ImportRecord next() {
        while (ready.isEmpty()) {
            XmlElement element = xml.next(WANTED, ENTERED);
            if (element == null) {
                finish();
                break;
            }
            take(element);
        }
        return ready.poll();
    }

    private void take(XmlElement element) {
        switch (element.name()) {
            case "issues" -> {}
            case "issue" -> {
                finish();
                issue = new OjsIssueReader(element);
            }
            case "preprints", "preprint", "monographs", "monograph" -> throw other(element);
            // Issues tell all of themselves before their articles.
            case "articles" -> finish();
            // Since OJS 3 they are all in one place, and articles in another.
            case "section" -> throw former(element);
            case "article" -> {
                if (!element.elements("author").isEmpty()) {
                    throw former(element);
                }
                finish();
                ready.add(new OjsArticleReader(element, issue, numbers).read());
            }
            default -> {
                if (issue != null) {
                    issue.add(element);
                }
            }
        }
    }

    private static UnreadableException former(XmlElement element) {
        return new UnreadableException(
                "This is the native XML of OJS 2, which is not read; that of OJS 3.1 and later is.", element.line());
    }

    private static UnreadableException other(XmlElement element) {
        String system = element.name().startsWith("preprint") ? "OPS" : "OMP";
        return new UnreadableException(
                "This is the native XML of " + system + ", which has no articles of journals; that of OJS is read.",
                element.line());
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
