package org.offprint.web.api.references;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.kernel.record.Reference;
import org.offprint.references.suggestions.SuggestedParts;
import org.offprint.services.citations.ReferenceLinks;
import org.offprint.services.citations.ReferenceLinks.ReferenceLink;
import org.offprint.services.citations.outside.FoundWork;
import org.offprint.services.citations.outside.FoundWorkTable;

/** Creates lists of references with their suggested parts and their links, for readers and editors. */
@ApplicationScoped
public class ArticleReferences {

    private final ReferenceParsing reading;
    private final ReferenceLinks links;
    private final FoundWorkTable found;

    ArticleReferences(ReferenceParsing reading, ReferenceLinks links, FoundWorkTable found) {
        this.reading = reading;
        this.links = links;
        this.found = found;
    }

    /** Response body with the references of an article. */
    @Schema(name = "ArticleReferenceList", description = "References of an article.")
    public record ArticleReferenceList(
            @Schema(
                    required = true,
                    description = "Version number of the model that parses references and suggests parts.",
                    examples = "3")
            String model,

            @Schema(required = true, description = "References in the order of the article.")
            List<ArticleReference> items,

            @Schema(required = true, description = "Number of references of the article.")
            int total) {}

    /** Article of this service to which a reference is linked. */
    @Schema(name = "LinkedArticle", description = "Published article of this service to which a reference is linked.")
    record LinkedArticle(
            @Schema(required = true, description = "Id of the article.")
            UUID id,

            @Schema(required = true, description = "Title of the article as plain text.")
            String title,

            @Schema(required = true, description = "Path of the article.", examples = "/v1/articles/x")
            String link) {

        static LinkedArticle of(ReferenceLink link) {
            return new LinkedArticle(link.article(), link.title(), "/v1/articles/" + link.article());
        }
    }

    /** Reference of an article with its suggested parts and its link. */
    @Schema(name = "ArticleReference", description = "Reference of an article, with its suggested parts and its link.")
    record ArticleReference(
            @Schema(
                    required = true,
                    description =
                            "Key of the reference within the article. A reference without a stored key has the key"
                                    + " `ref` followed by its number.",
                    examples = "ref1")
            String key,

            @Schema(
                    required = true,
                    minimum = "1",
                    description = "Position of the reference in the list, starting at 1.")
            int number,

            @Schema(required = true, description = "Stored reference, with its printed text and its parts.")
            Reference reference,

            @Schema(
                    extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                    description =
                            "Parts parsed from the printed text. Present if the reference has no stored parts, or if"
                                    + " the printed text contradicts a stored part. The suggested parts are not part of"
                                    + " the article until an editor accepts them.")
            ParsedWords suggestion,

            @Schema(
                    required = true,
                    description = "Names of the stored parts that contradict the printed text of the reference.",
                    examples = "[\"year\"]")
            List<String> differs,

            @Schema(
                    description = "Published article of this service to which the reference is linked. Omitted if the"
                            + " reference is not linked.")
            LinkedArticle article,

            @Schema(description = "DOI of the external work to which an editor linked the reference.")
            Doi doi,

            @Schema(
                    description =
                            "External work that matches the reference with certainty. Present only if the reference has"
                                    + " neither a DOI nor a link. The DOI of the work is not part of the article until"
                                    + " an editor accepts it.")
            FoundWork found,

            @Schema(
                    description =
                            "`true` if the linked article has a retraction or a similar notice. Otherwise omitted.")
            Boolean retracted) {

        static List<ArticleReference> all(
                List<SuggestedParts> suggested, Map<String, ReferenceLink> links, Map<String, FoundWork> found) {
            List<String> keys = Reference.keys(
                    suggested.stream().map(SuggestedParts::stated).toList());
            List<ArticleReference> all = new ArrayList<>(keys.size());
            for (int i = 0; i < keys.size(); i++) {
                SuggestedParts each = suggested.get(i);
                ParsedWords words = each.isWorthShowing() ? ParsedWords.of(each) : null;
                ReferenceLink link = links.get(keys.get(i));
                all.add(new ArticleReference(
                        keys.get(i),
                        i + 1,
                        each.stated(),
                        words,
                        each.differs(),
                        link == null || link.article() == null ? null : LinkedArticle.of(link),
                        link == null || link.doi() == null ? null : new Doi(link.doi()),
                        found.get(keys.get(i)),
                        link != null && link.isRetracted() ? true : null));
            }
            return all;
        }
    }

    /**
     * Returns the list of an article's references. Two SQL statements read the links and the found works.
     *
     * @throws org.offprint.kernel.faults.ProblemException 503 if too many requests are waiting for the parser
     */
    public ArticleReferenceList of(UUID article, List<Reference> references) {
        return of(references, links.of(article, references), found.of(article, references));
    }

    /**
     * Returns the list of references with the given links and found works.
     *
     * @param linked links, keyed by reference key
     * @param works found works, keyed by reference key
     */
    ArticleReferenceList of(
            List<Reference> references, Map<String, ReferenceLink> linked, Map<String, FoundWork> works) {
        List<ArticleReference> items = ArticleReference.all(reading.suggestedForReader(references), linked, works);
        return new ArticleReferenceList(reading.model(), items, items.size());
    }
}
