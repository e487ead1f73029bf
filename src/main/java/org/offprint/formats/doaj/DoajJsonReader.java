package org.offprint.formats.doaj;

import static org.offprint.formats.draft.JsonSource.objects;
import static org.offprint.formats.draft.JsonSource.take;
import static org.offprint.formats.draft.JsonSource.takeAll;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.CitedArticleReader;
import org.offprint.formats.draft.ContributorDraft;
import org.offprint.formats.draft.JsonSource;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.text.InlineMarkup;
import org.offprint.formats.text.SourceDate;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.text.TextWithoutTags;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.kernel.record.IssnType;

/** Reads one article in DOAJ's JSON format. Members that cannot be imported are reported as unmapped. */
final class DoajJsonReader {

    /** Members of {@code bibjson} that only journal records in DOAJ have. */
    private static final Set<String> JOURNALS = Set.of("eissn", "pissn", "apc", "editorial", "publication_time_weeks");

    /** Members of DOAJ JSON that describe DOAJ's metadata record, not the article. */
    private static final Set<String> OF_DOAJ = Set.of("id", "created_date", "last_updated", "admin", "es_type");

    /** Members of DOAJ JSON in which markup is interpreted. */
    private static final Set<String> MARKED = Set.of("title", "abstract");

    private static final Map<String, IssnType> ISSNS = Map.of("pissn", IssnType.PRINT, "eissn", IssnType.ELECTRONIC);
    static final Map<String, String> MEDIA = Map.of(
            "pdf",
            "application/pdf",
            "html",
            "text/html",
            "xml",
            "application/xml",
            "epub",
            "application/epub+zip",
            "word",
            "application/msword");

    private final ObjectNode record;
    private final ObjectNode bibjson;
    private final ArticleDraft draft = new ArticleDraft();
    private final CitedArticleReader article = new CitedArticleReader(draft);

    DoajJsonReader(ObjectNode record) {
        this.record = record;
        this.bibjson = record.path("bibjson") instanceof ObjectNode within ? within : record;
        TextWithoutTags.within(bibjson, MARKED);
    }

    ImportRecord read(long line) {
        if (JOURNALS.stream().anyMatch(bibjson::has)) {
            return draft.failed(
                    line,
                    Finding.at("", "no-article", "The record is a DOAJ journal. Only DOAJ articles can be imported."));
        }
        draft.type("research-article");
        ObjectNode journal = bibjson.path("journal") instanceof ObjectNode named ? named : bibjson.objectNode();
        List<String> languages = takeAll(journal, "language");
        article.language(languages.isEmpty() ? null : languages.get(0), "bibjson/journal/language");
        languages.stream().skip(1).forEach(other -> draft.unplaced("bibjson/journal/language", other));
        texts();
        dates();
        article.journal(take(journal, "title"), null, take(journal, "publisher"), null);
        identifiers();
        journalIssns(journal);
        article.issue(take(journal, "volume"), take(journal, "number"));
        pages(journal);
        objects(bibjson, "author").forEach(this::author);
        takeAll(bibjson, "keywords").forEach(article::keyword);
        objects(bibjson, "subject")
                .forEach(subject ->
                        draft.subject(take(subject, "scheme"), take(subject, "code"), take(subject, "term")));
        links();
        JsonSource.leftovers(record, OF_DOAJ, draft);
        return draft.record(line);
    }

    /**
     * Reads the page numbers of a DOAJ article. DOAJ documents page numbers as members of the journal, but some sources
     * specify them directly in {@code bibjson}.
     */
    private void pages(ObjectNode journal) {
        String first = take(journal, "start_page");
        draft.pages(first == null ? take(bibjson, "start_page") : first, () -> {
            String last = take(journal, "end_page");
            return last == null ? take(bibjson, "end_page") : last;
        });
    }

    private void texts() {
        String title = take(bibjson, "title");
        draft.texts().title(title == null ? null : InlineMarkup.html(title), "bibjson/title");
        draft.texts().plainOrHtmlSummary(take(bibjson, "abstract"), "bibjson/abstract");
    }

    private void dates() {
        String year = take(bibjson, "year");
        String month = take(bibjson, "month");
        String number = month == null ? null : month(month);
        if (month != null && number == null) {
            draft.unplaced("bibjson/month", month);
        }
        draft.dates()
                .published(article.date(
                        year == null ? null : number == null ? year : year + "-" + number, "bibjson/year"));
    }

    /** Returns the month as a number, or null if the argument is neither a number nor an English month name. */
    private static String month(String said) {
        Integer named = SourceDate.monthByName(said);
        return SourceDate.isMonth(said) ? said : named == null ? null : named.toString();
    }

    private void identifiers() {
        String doi = null;
        for (ObjectNode identifier : objects(bibjson, "identifier")) {
            String type = identifier.path("type").asText("").toLowerCase(Locale.ROOT);
            String id = take(identifier, "id");
            identifier.removeAll();
            if (type.equals("doi")) {
                doi = id;
            } else if (ISSNS.containsKey(type)) {
                draft.journal().uncheckedIssn(ISSNS.get(type), draft.parsed(id, Issn::parse, "bibjson/identifier"));
            } else {
                draft.identifier(type, id);
            }
        }
        draft.doi(draft.parsed(doi, org.offprint.kernel.identifiers.Doi::parse, "bibjson/identifier"));
    }

    /**
     * Adds journal ISSNs that the DOAJ article lacks. ISSNs of the article have a medium (print or electronic); ISSNs
     * of the journal do not.
     */
    private void journalIssns(ObjectNode journal) {
        List<String> known = draft.journal().issns();
        for (String other : takeAll(journal, "issns")) {
            article.issns(known.contains(other) ? null : other, "bibjson/journal/issns");
        }
    }

    private void author(ObjectNode said) {
        String name = take(said, "name");
        if (name == null) {
            return;
        }
        int before = draft.contributors().size();
        article.people().named("author", name);
        if (draft.contributors().size() == before) {
            return;
        }
        ContributorDraft author = draft.contributors().get(before);
        author.orcid(draft.parsed(take(said, "orcid_id"), Orcid::parse, "bibjson/author/orcid_id"));
        String affiliation = take(said, "affiliation");
        if (affiliation != null) {
            author.affiliation(SourceText.clean(affiliation));
        }
    }

    private void links() {
        for (ObjectNode link : objects(bibjson, "link")) {
            String type = link.path("content_type").asText("").toLowerCase(Locale.ROOT);
            if (link.path("type").asText().equals("fulltext")) {
                String media = type.contains("/") ? type : MEDIA.get(type);
                article.file(take(link, "url"), media, "bibjson/link");
                link.removeAll();
            }
        }
    }
}
