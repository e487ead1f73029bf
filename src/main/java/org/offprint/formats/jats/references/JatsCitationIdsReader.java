package org.offprint.formats.jats.references;

import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ReferenceDraft;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.WebUrl;

/** Reads the identifiers of a JATS citation: DOI, PubMed ids, accession numbers, ISBN, ISSN and links. */
final class JatsCitationIdsReader {

    private static final Pattern DOI =
            Pattern.compile("(?i)(?:https?://(?:dx\\.)?doi\\.org/|info:doi/|doi:\\s*)?10\\.\\d{4,9}/.+");

    private static final Set<String> DATA = Set.of("data", "dataset", "database", "software");

    /** TeX escapes that BibTeX converters leave in the text of a URL. */
    private static final Pattern TEX_ESCAPE = Pattern.compile("\\\\([~&_#%])");

    private static final Pattern BLANKS_BEFORE = Pattern.compile("(?i)^(https?://(?:(?:dx\\.)?doi\\.org/)?)\\s+");

    private final XmlElement citation;
    private final ReferenceDraft reference;
    private final ArticleDraft draft;
    private final boolean isOfData;

    /**
     * Creates a reader for the identifiers of a citation.
     *
     * @param type work type stated in the citation; empty if none is stated
     */
    JatsCitationIdsReader(XmlElement citation, ReferenceDraft reference, ArticleDraft draft, String type) {
        this.citation = citation;
        this.reference = reference;
        this.draft = draft;
        this.isOfData = DATA.contains(type);
    }

    void read() {
        for (XmlElement id : citation.descendants("pub-id", "object-id", "article-id")) {
            String type = String.valueOf(type(id));
            String text = id.text();
            if (type.equals("doi") || text != null && DOI.matcher(text).matches()) {
                doi(text, id);
            } else if (Set.of("pmid", "medline").contains(type) && text != null && text.matches("[1-9]\\d{0,9}")) {
                setIfAbsent(reference.pmid(), text, reference::pmid, id);
            } else if (text != null) {
                other(type, text, id);
            }
        }
        for (XmlElement number : citation.descendants("isbn", "issn")) {
            boolean isBook = number.name().equals("isbn");
            String present = isBook ? reference.isbn() : reference.issn();
            setIfAbsent(present, number.text(), isBook ? reference::isbn : reference::issn, number);
        }
        for (XmlElement link : citation.descendants("ext-link", "uri")) {
            String href = address(link);
            if (href != null && DOI.matcher(href).matches()) {
                doi(href, link);
            } else if (href != null && href.matches("(?i)https?://.+")) {
                setIfAbsent(reference.url(), draft.parsed(href, WebUrl::parse, link.path()), reference::url, link);
            }
        }
    }

    /** Returns the type of an identifier, or null if none is stated. */
    static String type(XmlElement id) {
        String type = id.attribute("pub-id-type");
        String custom = id.attribute("custom-type");
        return "custom".equals(type) && custom != null ? custom : type;
    }

    private void doi(String text, XmlElement said) {
        Doi doi = draft.parsed(text, Doi::parse, said.path());
        if (doi == null || doi.toString().equalsIgnoreCase(reference.doi())) {
            said.markPlaced();
            return;
        }
        setIfAbsent(reference.doi(), doi, reference::doi, said);
    }

    /**
     * Sets a field of the reference and marks the source element as read. Does nothing if the value is null or the
     * field already has a different value.
     */
    private static <T> void setIfAbsent(String present, T value, Consumer<T> set, XmlElement said) {
        if (value != null && (present == null || present.equals(value.toString()))) {
            set.accept(value);
            said.markPlaced();
        }
    }

    private void other(String type, String text, XmlElement id) {
        switch (type) {
            case "pmcid" -> {
                String pmcid = text.replaceFirst("(?i)^(?:PMC)?(?=\\d)", "PMC");
                if (pmcid.matches("PMC[1-9]\\d{0,9}")) {
                    setIfAbsent(reference.pmcid(), pmcid, reference::pmcid, id);
                }
            }
            case "isbn" -> setIfAbsent(reference.isbn(), text, reference::isbn, id);
            case "issn" -> setIfAbsent(reference.issn(), text, reference::issn, id);
            case "accession" -> accession(text, id);
            case "art-access-id" -> {
                if (isOfData) {
                    accession(text, id);
                } else {
                    setIfAbsent(reference.articleNumber(), text, reference::articleNumber, id);
                }
            }
            default -> link(id);
        }
    }

    private void accession(String text, XmlElement id) {
        link(id);
        if (!reference.hasAccession()) {
            String authority = id.attribute("assigning-authority");
            reference.accession(text, authority == null ? id.attribute("source") : authority);
            id.markPlaced();
        }
    }

    /** Sets the URL of a cited data set from the link of its accession number. */
    private void link(XmlElement id) {
        String href = id.attribute("href");
        if (href != null && href.matches("(?i)https?://.+") && reference.url() == null) {
            reference.url(draft.parsed(href, WebUrl::parse, id.path()));
        }
    }

    /** Returns the URL of a link. If the link text is the unescaped form of the same URL, the text is returned. */
    private static String address(XmlElement link) {
        String href = link.attribute("href");
        String words = link.text();
        boolean isSame = href == null
                || words != null && !words.equals(href) && WebUrl.escaped(words).equals(href);
        return normalized(isSame ? words : href);
    }

    /**
     * Returns the URL without TeX backslashes and without spaces before its host name or DOI. Returns null if the URL
     * is null.
     */
    private static String normalized(String address) {
        if (address == null) {
            return null;
        }
        String plain = TEX_ESCAPE.matcher(address.strip()).replaceAll("$1");
        return BLANKS_BEFORE.matcher(plain).replaceFirst("$1");
    }
}
