package org.offprint.formats.schemaorg;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.RecordWriter;
import org.offprint.formats.writing.RelatedWork;
import org.offprint.formats.writing.Requirements;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.record.ArticleBody.Pages;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.Funding;
import org.offprint.kernel.record.LicenseTerms;
import org.offprint.kernel.record.OtherAbstract;
import org.offprint.kernel.record.Reference;
import org.offprint.kernel.record.RelationType;

/** Writes articles as a schema.org {@code ScholarlyArticle} in JSON-LD, escaped for use in a {@code script} element. */
public final class SchemaOrgWriter implements RecordWriter {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    @Override
    public List<Finding> missing(PublishedRecord record) {
        return Requirements.of(record).title().missing();
    }

    @Override
    public String write(PublishedRecord record) {
        ObjectNode article = JsonLd.of("ScholarlyArticle");
        article.put("@id", record.citedAs());
        article.put("url", record.landingPage());
        if (record.doi() != null) {
            ObjectNode doi = article.putObject("identifier");
            doi.put("@type", "PropertyValue")
                    .put("propertyID", "doi")
                    .put("value", record.doi().value());
            article.put("sameAs", record.doi().url());
        }
        texts(article, record);
        new SchemaOrgPeople(article).write(record);
        dates(article, record);
        article.set("isPartOf", SchemaOrgJournal.partOf(MAPPER, record));
        pages(article, record);
        terms(article, record.body().license());
        files(article, record);
        funding(article, record.body().funding());
        SchemaOrgWorks.relate(MAPPER, article, record);
        return JsonLd.inScript(article);
    }

    private static void texts(ObjectNode article, PublishedRecord record) {
        String title = record.citedTitle();
        article.put("headline", title);
        article.put("name", title);
        ArrayNode alternates = MAPPER.createArrayNode();
        record.body().translations().forEach((language, translation) -> {
            if (translation.title() != null) {
                alternates
                        .addObject()
                        .put("@language", language.value())
                        .put("@value", record.titlePrefix() + translation.title());
            }
        });
        SchemaOrgMembers.put(article, "alternateName", alternates);
        SchemaOrgMembers.put(article, "alternativeHeadline", record.body().runningHead());
        article.put("inLanguage", record.body().language().value());
        abstracts(article, record);
        ArrayNode keywords = MAPPER.createArrayNode();
        record.body().keywords().forEach(keywords::add);
        SchemaOrgMembers.put(article, "keywords", keywords);
    }

    /**
     * Writes the main abstract and the additional abstracts. The language of an additional abstract is included if it
     * is known.
     */
    private static void abstracts(ObjectNode article, PublishedRecord record) {
        if (record.body().otherAbstracts().isEmpty()) {
            SchemaOrgMembers.put(article, "abstract", record.body().abstractText());
            return;
        }
        ArrayNode abstracts = article.putArray("abstract");
        if (record.body().abstractText() != null) {
            abstracts.add(record.body().abstractText());
        }
        for (OtherAbstract other : record.body().otherAbstracts()) {
            if (other.language() == null) {
                abstracts.add(other.abstractText());
            } else {
                abstracts.addObject().put("@language", other.language().value()).put("@value", other.abstractText());
            }
        }
    }

    private static void dates(ObjectNode article, PublishedRecord record) {
        PartialDate published = record.published();
        if (published != null) {
            article.put("datePublished", published.value());
        }
        if (record.article().updatedAt() != null) {
            article.put("dateModified", record.article().updatedAt().toString());
        }
        if (record.article().version() != null) {
            article.put("version", record.article().version());
        }
    }

    private static void pages(ObjectNode article, PublishedRecord record) {
        Pages pages = record.body().pages();
        if (pages != null) {
            article.put("pageStart", pages.first());
            SchemaOrgMembers.put(article, "pageEnd", pages.last());
        } else {
            SchemaOrgMembers.put(article, "pagination", record.body().articleNumber());
        }
    }

    private static void terms(ObjectNode article, LicenseTerms terms) {
        if (terms == null) {
            return;
        }
        if (terms.url() != null) {
            article.put("license", terms.url().value());
            if (terms.url().name() != null) {
                // A license with a known name is a Creative Commons license. Other licenses may not allow free access.
                article.put("isAccessibleForFree", true);
            }
        }
        if (terms.copyright() != null) {
            SchemaOrgMembers.put(article, "copyrightHolder", terms.copyright().holder());
            SchemaOrgMembers.put(article, "copyrightNotice", terms.copyright().statement());
            if (terms.copyright().year() != null) {
                article.put("copyrightYear", terms.copyright().year());
            }
        }
    }

    private static void files(ObjectNode article, PublishedRecord record) {
        ArrayNode encodings = MAPPER.createArrayNode();
        for (ArticleFile file : record.fullTexts()) {
            ObjectNode encoding = encodings.addObject();
            encoding.put("@type", "MediaObject").put("contentUrl", record.url(file));
            SchemaOrgMembers.put(encoding, "encodingFormat", file.mediaType());
            SchemaOrgMembers.put(encoding, "name", file.label());
            if (file.size() != null) {
                encoding.put("contentSize", file.size() + " B");
            }
        }
        SchemaOrgMembers.put(article, "encoding", encodings);
    }

    private static void funding(ObjectNode article, List<Funding> all) {
        ArrayNode grants = MAPPER.createArrayNode();
        for (Funding funding : all) {
            if (funding.awards().isEmpty()) {
                grant(grants, funding, null);
            }
            funding.awards().forEach(award -> grant(grants, funding, award));
        }
        SchemaOrgMembers.put(article, "funding", grants);
    }

    private static void grant(ArrayNode grants, Funding funding, String award) {
        ObjectNode grant = grants.addObject();
        grant.put("@type", "Grant");
        SchemaOrgMembers.put(grant, "identifier", award);
        ObjectNode funder = grant.putObject("funder");
        funder.put("@type", "Organization").put("name", funding.funder());
        if (funding.ror() != null) {
            funder.put("@id", funding.ror().value());
        } else if (funding.funderDoi() != null) {
            funder.put("@id", funding.funderDoi().url());
        }
    }

    /**
     * Writes the works that an article cites, corrects or translates, and other related works, as schema.org
     * properties.
     */
    private static final class SchemaOrgWorks {

        private SchemaOrgWorks() {}

        static void relate(ObjectMapper mapper, ObjectNode article, PublishedRecord record) {
            ArrayNode citations = mapper.createArrayNode();
            for (Reference reference : record.body().references()) {
                citation(citations, reference);
            }
            SchemaOrgMembers.put(article, "citation", citations);
            ArrayNode corrections = mapper.createArrayNode();
            RelatedWork.of(record).forEach(work -> {
                switch (work.type()) {
                    case HAS_CORRECTION, HAS_RETRACTION, HAS_EXPRESSION_OF_CONCERN ->
                        correction(corrections, work, record);
                    case IS_TRANSLATION_OF ->
                        article.putObject("translationOfWork").put("@id", work.address());
                    case HAS_TRANSLATION ->
                        article.withArray("workTranslation").addObject().put("@id", work.address());
                    case IS_VERSION_OF, IS_SUPPLEMENT_TO ->
                        article.withArray("isBasedOn").addObject().put("@id", work.address());
                    default -> article.withArray("mentions").addObject().put("@id", work.address());
                }
            });
            SchemaOrgMembers.put(article, "correction", corrections);
            Retraction retraction = record.article().retraction();
            if (retraction != null) {
                article.put(
                        "creativeWorkStatus",
                        retraction.kind() == Retraction.Kind.EXPRESSION_OF_CONCERN
                                ? "Expression of concern"
                                : "Retracted");
            }
        }

        private static void citation(ArrayNode citations, Reference reference) {
            ObjectNode citation = citations.addObject();
            citation.put("@type", "CreativeWork");
            if (reference.doi() != null) {
                citation.put("@id", reference.doi().url());
            } else if (reference.url() != null) {
                citation.put("url", reference.url().value());
            }
            SchemaOrgMembers.put(citation, "name", reference.title());
            SchemaOrgMembers.put(citation, "text", reference.text());
        }

        private static void correction(ArrayNode corrections, RelatedWork work, PublishedRecord record) {
            ObjectNode comment = corrections.addObject();
            comment.put("@type", "CorrectionComment").put("url", work.address());
            if (work.type() != RelationType.HAS_CORRECTION && record.article().retraction() != null) {
                comment.put("text", record.article().retraction().reason());
            }
        }
    }
}
