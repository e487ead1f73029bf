package org.offprint.formats.bibtex;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.reading.FileHead;
import org.offprint.formats.reading.ImportFormat;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.ImportRecords;
import org.offprint.kernel.faults.Finding;

/** Import format for BibTeX and BibLaTeX files. The files are in UTF-8, or use LaTeX commands for non-ASCII letters. */
public final class BibtexFormat implements ImportFormat {

    /**
     * Pattern for the start of a BibTeX entry with or without a key, or of an {@code @string}, {@code @preamble} or
     * {@code @comment}.
     */
    private static final Pattern ENTRY =
            Pattern.compile("(?i)(?m)^\\s*@(?:[a-z]{3,30}\\s*[{(]\\s*[^\\s,={}()\"<>]*\\s*,"
                    + "|(?:string|preamble|comment)\\s*[{(]|[a-z]{3,30}\\s*[{(]\\s*[a-z]+\\s*=\\s*[{\"])");

    @Override
    public String name() {
        return "bibtex";
    }

    @Override
    public List<String> mediaTypes() {
        return List.of("application/x-bibtex", "text/x-bibtex");
    }

    @Override
    public boolean recognizes(FileHead head) {
        String text = head.text().stripLeading();
        return !text.startsWith("<")
                && !text.startsWith("{")
                && !text.startsWith("[")
                && ENTRY.matcher(text).find();
    }

    @Override
    public ImportRecords open(InputStream file) throws IOException {
        BibtexParser parser = new BibtexParser(file);
        return ImportRecords.of(
                parser::next,
                entry -> entry.broken() == null ? new BibtexArticleReader(entry).read() : broken(entry),
                parser::close);
    }

    /**
     * Returns a failed record for an unreadable BibTeX entry. The fields that precede the error are reported as
     * unmapped.
     */
    private static ImportRecord broken(BibtexParser.Entry entry) {
        ArticleDraft draft = new ArticleDraft();
        entry.fields().forEach((name, value) -> draft.unplaced(name, value));
        String named = entry.key().isEmpty() ? "" : "The entry " + entry.key() + ": ";
        return draft.failed(entry.line(), Finding.at("", "malformed", named + entry.broken()));
    }
}
