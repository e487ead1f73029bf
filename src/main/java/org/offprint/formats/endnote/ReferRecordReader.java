package org.offprint.formats.endnote;

import java.util.List;
import java.util.Set;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.CitedArticle;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.text.InlineMarkup;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.text.TaggedRecord;
import org.offprint.formats.text.TextWithoutTags;

/** Reads one record of the tagged format. */
final class ReferRecordReader {

    /** Tags for the key within the file, the source database and the change date, which are not imported. */
    private static final Set<String> OF_THE_RECORD = Set.of("%F", "%W", "%~", "%=");

    private final TaggedRecord record;
    private final ArticleDraft draft = new ArticleDraft();
    private final EndNoteArticle endNote = new EndNoteArticle(draft);
    private final CitedArticle article = endNote.cited();

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
        draft.texts().prose(record.take("%X"), "%X");
        endNote.keywords(record.all("%K"));
        people("author", "%A");
        people("editor", "%E");
        people("translator", "%H");
        List<String> addresses = record.all("%+");
        endNote.address(addresses.isEmpty() ? null : String.join("\n", addresses), "%+");
        endNote.published(record.take("%D"), record.all("%8"), "%D", "%8");
        article.journal(plain(journal), null, plain(record.take("%I")), plain(record.take("%C")));
        record.all("%@").forEach(number -> article.issns(number, "%@"));
        article.issue(record.take("%V"), record.take("%N"));
        article.pages(record.take("%P"));
        draft.articleNumber(record.take("%]"));
        article.doiAndLink(record.take("%R"), record.take("%U"), "%U");
        record.all("%>").forEach(file -> endNote.file(file.strip(), "%>"));
        String database = record.first("%~");
        endNote.accession(record.take("%M"), database == null ? record.first("%W") : database, "%M");
        endNote.number(record.take("%2"), "%2");
        record.remove(OF_THE_RECORD);
        record.forEachLeft(draft::unplaced);
        return draft.record(record.line());
    }

    private void people(String role, String tag) {
        record.all(tag)
                .forEach(names -> names.lines().forEach(name -> article.people().named(role, name)));
    }

    private static String plain(String text) {
        return text == null ? null : TextWithoutTags.of(text);
    }
}
