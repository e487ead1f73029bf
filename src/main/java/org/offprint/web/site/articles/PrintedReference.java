package org.offprint.web.site.articles;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.journal.articles.ArticleSummary;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.record.Reference;
import org.offprint.kernel.record.Reference.ReferenceAuthor;

/**
 * Reference as displayed on an article page.
 *
 * @param key key of the reference within the article; null if there is none
 * @param text printed text or, if there is none, the bibliographic elements in conventional order
 * @param links links to the cited work, with labels
 * @param here cited article in this service; null if there is none
 * @param found link to the matched external work, which the reference itself does not contain; null if there is none
 */
public record PrintedReference(String key, String text, List<WorkLink> links, ArticleSummary here, WorkLink found) {

    /** Returns the page path of the cited article. */
    public String herePath() {
        return "/articles/" + here.slug();
    }

    /** Labeled link to an external work. */
    public record WorkLink(String label, String href) {

        private static WorkLink of(Doi doi) {
            return new WorkLink("https://doi.org/" + doi.value(), doi.url());
        }
    }

    /**
     * Creates a displayed reference with its links.
     *
     * @param decided DOI of the external work that an editor selected; null if there is none
     * @param here cited article in this service; null if there is none
     * @param found DOI of the external work that was matched to the reference; null if there is none
     */
    static PrintedReference of(Reference reference, Doi decided, ArticleSummary here, Doi found) {
        String text = reference.text() == null || reference.text().isBlank() ? composed(reference) : reference.text();
        return new PrintedReference(
                reference.key(), text, links(reference, decided), here, found == null ? null : WorkLink.of(found));
    }

    private static List<WorkLink> links(Reference reference, Doi decided) {
        List<WorkLink> links = new ArrayList<>();
        Doi doi = decided == null ? reference.doi() : decided;
        if (doi != null) {
            links.add(WorkLink.of(doi));
        }
        if (reference.pmid() != null) {
            links.add(new WorkLink("PubMed", "https://pubmed.ncbi.nlm.nih.gov/" + reference.pmid() + "/"));
        }
        if (reference.pmcid() != null) {
            links.add(new WorkLink("PMC", "https://www.ncbi.nlm.nih.gov/pmc/articles/" + reference.pmcid() + "/"));
        }
        boolean isOther = reference.url() != null
                && (doi == null || !reference.url().value().contains(doi.value()));
        if (isOther) {
            links.add(new WorkLink(reference.url().value(), reference.url().escaped()));
        }
        return links;
    }

    private static String composed(Reference reference) {
        String authors = names(reference.authors()) + (reference.etAl() == null ? "" : " et al.");
        String place = joined(
                ", ",
                reference.containerTitle(),
                reference.volume() == null
                        ? null
                        : reference.volume() + (reference.issue() == null ? "" : "(" + reference.issue() + ")"),
                pages(reference));
        String head = joined(" ", authors, reference.year() == null ? null : "(" + reference.year() + ")");
        return joined(
                ". ",
                head,
                reference.title(),
                place,
                joined(": ", reference.publisherPlace(), reference.publisher()),
                reference.comment());
    }

    private static String pages(Reference reference) {
        if (reference.firstPage() == null) {
            return reference.articleNumber();
        }
        return reference.lastPage() == null
                ? reference.firstPage()
                : reference.firstPage() + "–" + reference.lastPage();
    }

    private static String names(List<ReferenceAuthor> authors) {
        return authors.stream()
                .map(author -> author.family() == null ? author.name() : joined(" ", author.family(), author.given()))
                .collect(Collectors.joining(", "));
    }

    private static String joined(String separator, String... parts) {
        return Stream.of(parts).filter(part -> part != null && !part.isBlank()).collect(Collectors.joining(separator));
    }
}
