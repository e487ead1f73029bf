package org.offprint.ingest.bibtex;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.offprint.ingest.Head;
import org.offprint.ingest.ImportFormat;
import org.offprint.ingest.ImportRecord;
import org.offprint.ingest.ImportRecords;

/** BibTeX, and BibLaTeX, in UTF-8 or with the commands of LaTeX for its letters. */
public final class BibtexFormat implements ImportFormat {

    private static final Pattern ENTRY = Pattern.compile(
            "(?i)(?m)^\\s*@(?:article|book|booklet|inbook|incollection|inproceedings|conference|manual|mastersthesis|phdthesis|thesis"
                    + "|misc|online|proceedings|techreport|report|unpublished|string|preamble|comment|dataset|software|electronic)\\s*[{(]");

    @Override
    public String name() {
        return "bibtex";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of("application/x-bibtex", "text/x-bibtex");
    }

    @Override
    public boolean recognizes(Head head) {
        String text = head.text().stripLeading();
        return !text.startsWith("<")
                && !text.startsWith("{")
                && !text.startsWith("[")
                && ENTRY.matcher(text).find();
    }

    @Override
    public ImportRecords open(InputStream file) throws IOException {
        BibtexParser parser = new BibtexParser(file);
        return new ImportRecords() {
            @Override
            public ImportRecord next() {
                BibtexParser.Entry entry = parser.next();
                return entry == null ? null : new BibtexArticle(entry).read();
            }

            @Override
            public void close() {
                parser.close();
            }
        };
    }
}
