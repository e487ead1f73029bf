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
 * A reference as a page shows it.
 *
 * @param key its name within the article; null for none
 * @param text as printed, else its parts in the usual order
 * @param links to the work, by what they are called
 * @param here the article held here that it means; null for none
 * @param found to the work elsewhere that it was found to mean, which nobody has stated; null for none
 */
public record PrintedReference(String key, String text, List<WorkLink> links, ArticleSummary here, WorkLink found) {

    /** Returns the path of the page of the article held here. */
    public String herePath() {
        return "/articles/" + here.slug();
    }

    /** A link to a work elsewhere. */
    public record WorkLink(String label, String href) {

        private static WorkLink of(Doi doi) {
            return new WorkLink("https://doi.org/" + doi.value(), doi.url());
        }
    }

    /**
     * Returns a reference with its links.
     *
     * @param decided the DOI of a work elsewhere that an editor says it means; null for none
     * @param here null where it means no article held here
     * @param found the DOI of a work elsewhere that it was found to mean; null for none
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
