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

/**
 * Reads the issues of an OJS file, and its articles with or without an issue. An issue precedes its articles. Embedded
 * files of articles are stored; all other embedded files are skipped.
 */
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
    private final Deque<ImportRecord> pending = new ArrayDeque<>();
    private final OjsNumbers numbers = new OjsNumbers();
    private OjsIssueReader issue;

    OjsRecords(InputStream file, EmbeddedFiles embedded) throws IOException {
        xml = new XmlReader(file, Set.of("embed"), embedded, OjsFiles::isPublic);
    }

    @Override
    public ImportRecord next() {
        while (pending.isEmpty()) {
            XmlElement element = xml.next(WANTED, ENTERED);
            if (element == null) {
                finish();
                break;
            }
            take(element);
        }
        return pending.poll();
    }

    private void take(XmlElement element) {
        switch (element.name()) {
            case "issues" -> {}
            case "issue" -> {
                finish();
                issue = new OjsIssueReader(element);
            }
            case "preprints", "preprint", "monographs", "monograph" -> throw systemUnsupported(element);
            // In the issue element, all data of an OJS issue precedes the articles.
            case "articles" -> finish();
            // Since OJS 3, one element contains all sections and another contains all articles. A separate section
            // element indicates OJS 2.
            case "section" -> throw ojs2Unsupported(element);
            case "article" -> {
                if (!element.elements("author").isEmpty()) {
                    throw ojs2Unsupported(element);
                }
                finish();
                pending.add(new OjsArticleReader(element, issue, numbers).read());
            }
            default -> {
                if (issue != null) {
                    issue.add(element);
                }
            }
        }
    }

    private static UnreadableException ojs2Unsupported(XmlElement element) {
        return new UnreadableException(
                "The native XML of OJS 2 is not supported. Export the articles from OJS 3.1 or later.", element.line());
    }

    private static UnreadableException systemUnsupported(XmlElement element) {
        String system = element.name().startsWith("preprint") ? "OPS" : "OMP";
        return new UnreadableException(
                "The native XML of " + system
                        + " is not supported because it contains no journal articles. Use the native XML of OJS.",
                element.line());
    }

    private void finish() {
        if (issue != null && !issue.isRead()) {
            pending.add(issue.read());
        }
    }

    @Override
    public void close() {
        xml.close();
    }
}
