package org.offprint.formats.jats;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.offprint.formats.reading.FileHead;
import org.offprint.formats.reading.ImportFormat;
import org.offprint.formats.reading.ImportRecords;

/**
 * Import format for JATS and its predecessors: NLM 2.x and 3.0, and JATS 1.0 to 1.4 (ANSI/NISO Z39.96). Accepts the tag
 * sets Archiving, Publishing and Authoring. A file is either one article, or any number of articles within another
 * element.
 */
public final class JatsFormat implements ImportFormat {

    private static final Pattern ARTICLE = Pattern.compile(
            "(?s)<(?:[\\w-]+:)?article(?:\\s[^>]*)?>\\s*(?:(?><!--.*?-->)\\s*|(?><\\?.*?\\?>)\\s*){0,100}+(?:<(?:[\\w-]+:)?(?:front|processing-meta)\\b|$)");
    private static final Pattern DOCTYPE = Pattern.compile("<!DOCTYPE\\s+article\\s+PUBLIC\\s+\"-//(?:NLM|ES)//DTD");

    @Override
    public String name() {
        return "jats";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of("application/vnd.jats+xml", "application/jats+xml");
    }

    @Override
    public boolean recognizes(FileHead head) {
        String text = head.text();
        return DOCTYPE.matcher(text).find() || ARTICLE.matcher(text).find() || text.contains("<pmc-articleset");
    }

    @Override
    public ImportRecords open(InputStream file) throws IOException {
        return new JatsRecords(file);
    }
}
