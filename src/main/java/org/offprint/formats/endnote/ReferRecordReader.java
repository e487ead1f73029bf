package org.offprint.formats.endnote;

import java.util.List;
import java.util.Set;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.CitedArticleReader;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.text.InlineMarkup;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.text.TaggedRecord;
import org.offprint.formats.text.TextWithoutTags;

/** Reads one record of the tagged EndNote format (Refer). */
final class ReferRecordReader {

    /** Refer tags that are not imported: the key within the file, the source database and the change date. */
    private static final Set<String> IGNORED = Set.of("%F", "%W", "%~", "%=");

    private final TaggedRecord record;
    private final ArticleDraft draft = new ArticleDraft();
    private final EndNoteArticle endNote = new EndNoteArticle(draft);
    private final CitedArticleReader article = endNote.cited();

    ReferRecordReader(TaggedRecord record) {
        this.record = record;
    }

    ImportRecord read() {
        record.requireBounds();
        String journal = record.take("%J", "%B");
        endNote.type(record.take("%0"), journal != null, "%0");
        article.language(record.take("%G"), "%G");
        String title = record.take("%T");
        draft.texts().title(title == null ? null : InlineMarkup.html(SourceText.clean(title)), "%T");
        draft.texts().plainOrHtmlSummary(record.take("%X"), "%X");
        endNote.keywords(record.takeAll("%K"));
        people("author", "%A");
        people("editor", "%E");
        people("translator", "%H");
        List<String> addresses = record.takeAll("%+");
        endNote.address(addresses.isEmpty() ? null : String.join("\n", addresses), "%+");
        endNote.published(record.take("%D"), record.takeAll("%8"), "%D", "%8");
        article.journal(plain(journal), null, plain(record.take("%I")), plain(record.take("%C")));
        record.takeAll("%@").forEach(number -> article.issns(number, "%@"));
        article.issue(record.take("%V"), record.take("%N"));
        article.pages(record.take("%P"));
        draft.articleNumber(record.take("%]"));
        article.doiAndLink(record.take("%R"), record.take("%U"), "%U");
        record.takeAll("%>").forEach(file -> endNote.file(file.strip(), "%>"));
        String database = record.first("%~");
        endNote.accession(record.take("%M"), database == null ? record.first("%W") : database, "%M");
        endNote.identifier(record.take("%2"), "%2");
        record.remove(IGNORED);
        record.forEachRemaining(draft::unplaced);
        return draft.record(record.line());
    }

    private void people(String role, String tag) {
        record.takeAll(tag)
                .forEach(names -> names.lines().forEach(name -> article.people().named(role, name)));
    }

    private static String plain(String text) {
        return text == null ? null : TextWithoutTags.of(text);
    }
}
