package org.offprint.formats.marc;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.formats.text.LanguageCodes;
import org.offprint.formats.writing.ContributorNames;
import org.offprint.formats.writing.Envelope;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.RecordWriter;
import org.offprint.formats.writing.RelatedWork;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.LicenseTerms;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.kernel.record.contributors.ContributorRole;
import org.offprint.kernel.text.Table;

/**
 * Writes articles in MARC 21 as MARCXML. Each article is described as part of a serial, with the journal as its host
 * item (773). Fields are in tag order.
 */
public final class MarcWriter implements RecordWriter {

    private static final DateTimeFormatter TRANSACTION =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'.0'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ENTERED =
            DateTimeFormatter.ofPattern("yyMMdd").withZone(ZoneOffset.UTC);

    @Override
    public Envelope envelope() {
        return Envelope.XML;
    }

    @Override
    public String write(PublishedRecord record) {
        MarcFields marc = new MarcFields();
        control(marc, record);
        numbers(marc, record);
        List<Contributor> authors = record.authors();
        authors.stream().limit(1).forEach(author -> name(marc, "1", author, record));
        titles(marc, record);
        marc.field("264", " ", "1")
                .sub("a", record.journal().publisherPlace())
                .sub("b", record.journal().publisher())
                .sub("c", record.published() == null ? null : record.published().value())
                .end();
        notes(marc, record);
        record.body().keywords().forEach(keyword -> marc.field("653", "0", " ")
                .sub("a", keyword)
                .end());
        Stream.concat(
                        authors.stream().skip(1),
                        record.body().contributors().stream()
                                .filter(contributor -> contributor.role() != ContributorRole.AUTHOR))
                .forEach(contributor -> name(marc, "7", contributor, record));
        host(marc, record);
        related(marc, record);
        links(marc, record);
        return marc.toString();
    }

    private static void control(MarcFields marc, PublishedRecord record) {
        marc.control("001", record.article().id().toString());
        if (record.article().updatedAt() != null) {
            marc.control("005", TRANSACTION.format(record.article().updatedAt()));
        }
        marc.control("007", "cr");
        String entered = record.article().publishedAt() == null
                ? "000000"
                : ENTERED.format(record.article().publishedAt());
        String year = record.published() == null
                ? "uuuu"
                : Integer.toString(record.published().year());
        String language = LanguageCodes.bibliographic(record.body().language());
        // Field 008 has 40 characters, which describe an online part of a serial with one date and without a place of
        // publication.
        marc.control("008", entered + "s" + year + "    " + "xx " + "    oo     0    0" + language + " d");
    }

    private static void numbers(MarcFields marc, PublishedRecord record) {
        record.issns()
                .forEach(issn ->
                        marc.field("022", " ", " ").sub("a", issn.value()).end());
        if (record.doi() != null) {
            marc.field("024", "7", " ")
                    .sub("a", record.doi().value())
                    .sub("2", "doi")
                    .end();
        }
        record.body().identifiers().forEach(identifier -> marc.field("024", "7", " ")
                .sub("a", identifier.value())
                .sub("2", identifier.type())
                .end());
        MarcFields.Field languages = marc.field("041", "0", " ")
                .sub("a", LanguageCodes.bibliographic(record.body().language()));
        record.body().translations().forEach((language, translation) -> {
            if (translation.abstractText() != null) {
                languages.sub("b", LanguageCodes.bibliographic(language));
            }
        });
        languages.end();
    }

    /** Writes a person's name as field 100 or 700, and an organization's name as field 110 or 710. */
    private static void name(MarcFields marc, String hundreds, Contributor contributor, PublishedRecord record) {
        boolean organization = ContributorNames.isOrganization(contributor);
        boolean oneName = contributor.given() == null;
        MarcFields.Field field = organization
                ? marc.field(hundreds + "10", "2", " ").sub("a", contributor.name())
                : marc.field(hundreds + "00", oneName ? "0" : "1", " ")
                        .sub("a", oneName ? contributor.family() : contributor.family() + ", " + contributor.given())
                        .sub("c", contributor.suffix());
        record.affiliationsOf(contributor).forEach(affiliation -> field.sub("u", affiliation.text()));
        if (contributor.orcid() != null) {
            field.sub("0", "(orcid)" + contributor.orcid().bare())
                    .sub("1", contributor.orcid().value());
        }
        field.sub("4", Relators.RELATORS.get(contributor.role())).end();
    }

    private static void titles(MarcFields marc, PublishedRecord record) {
        marc.field("245", record.authors().isEmpty() ? "0" : "1", "0")
                .sub("a", record.titlePrefix() + record.title())
                .sub("b", record.body().subtitle())
                .sub(
                        "c",
                        record.authors().stream().map(ContributorNames::natural).collect(Collectors.joining(", ")))
                .end();
        // The indicators of field 246 denote a running title with a note and an added entry.
        marc.field("246", "1", "7").sub("a", record.body().runningHead()).end();
        record.body().translations().values().forEach(translation -> marc.field("246", "3", "1")
                .sub("a", translation.title() == null ? null : record.titlePrefix() + translation.title())
                .sub("b", translation.title() == null ? null : translation.subtitle())
                .end());
    }

    private static void notes(MarcFields marc, PublishedRecord record) {
        if (record.article().retraction() != null) {
            marc.field("500", " ", " ")
                    .sub(
                            "a",
                            record.titlePrefix() + record.article().retraction().reason())
                    .end();
        }
        marc.field("520", "3", " ").sub("a", record.body().abstractText()).end();
        record.body().translations().values().forEach(translation -> marc.field("520", "3", " ")
                .sub("a", translation.abstractText())
                .end());
        record.body().otherAbstracts().forEach(other -> marc.field("520", " ", " ")
                .sub("a", other.title() == null ? other.abstractText() : other.title() + ": " + other.abstractText())
                .end());
        if (record.body().statements() != null) {
            marc.field("536", " ", " ")
                    .sub("a", record.body().statements().funding())
                    .end();
        }
        record.body().funding().forEach(funding -> {
            MarcFields.Field field = marc.field("536", " ", " ").sub("a", funding.funder());
            funding.awards().forEach(award -> field.sub("c", award));
            field.end();
        });
        terms(marc, record.body().license());
    }

    private static void terms(MarcFields marc, LicenseTerms terms) {
        if (terms != null && terms.url() != null) {
            marc.field("540", " ", " ")
                    .sub("a", terms.name() == null ? terms.url().value() : terms.name())
                    .sub("u", terms.url().value())
                    .end();
        }
        if (terms != null && terms.text() != null) {
            marc.field("540", " ", " ").sub("a", terms.text()).end();
        }
        if (terms != null && terms.copyright() != null) {
            marc.field("542", " ", " ")
                    .sub("d", terms.copyright().holder())
                    .sub("f", terms.copyright().statement())
                    .end();
        }
    }

    /**
     * Writes the journal with the volume, issue and pages of the article, for example {@code Vol. 7, no. 2, (2025), p.
     * 12-19}.
     */
    private static void host(MarcFields marc, PublishedRecord record) {
        var issue = record.issue();
        var pages = record.body().pages();
        String printed = pages == null
                ? record.body().articleNumber()
                : "p. " + pages.first() + (pages.last() == null ? "" : "-" + pages.last());
        String place = Stream.of(
                        issue.volume() == null ? null : "Vol. " + issue.volume(),
                        issue.number() == null ? null : "no. " + issue.number(),
                        record.published() == null
                                ? null
                                : "(" + record.published().value() + ")",
                        printed)
                .filter(part -> part != null)
                .collect(Collectors.joining(", "));
        MarcFields.Field field = marc.field("773", "0", " ")
                .sub("t", record.journal().title())
                .sub("p", record.journal().abbreviation())
                .sub("d", record.journal().publisher())
                .sub("g", place.isEmpty() ? null : place);
        record.issns().forEach(issn -> field.sub("x", issn.value()));
        field.sub("y", record.journal().identifier("coden")).sub("7", "nnas").end();
    }

    private static void related(MarcFields marc, PublishedRecord record) {
        for (RelatedWork work : RelatedWork.of(record)) {
            marc.field("787", "0", "8")
                    .sub("i", MarcFields.words(work.type()))
                    .sub("o", work.doi() == null ? work.address() : work.doi().value())
                    .end();
        }
    }

    private static void links(MarcFields marc, PublishedRecord record) {
        marc.field("856", "4", "0").sub("u", record.citedAs()).end();
        for (ArticleFile file : record.fullTexts()) {
            marc.field("856", "4", "0")
                    .sub("q", file.mediaType())
                    .sub("u", record.url(file))
                    .sub("y", file.label())
                    .end();
        }
    }

    /** MARC relator codes, keyed by contributor role. */
    private static final class Relators {

        static final Map<ContributorRole, String> RELATORS =
                Vocabulary.keyed(ContributorRole.class, Table.map("contributor-roles-written.tsv", "marc"));
    }
}
