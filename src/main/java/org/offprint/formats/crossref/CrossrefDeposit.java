package org.offprint.formats.crossref;

import java.util.Map;
import org.offprint.formats.crossref.writing.DepositPart;
import org.offprint.kernel.identifiers.Doi;

/**
 * Crossref deposit of one record, without the head of the deposit file.
 *
 * @param doi the DOI that the deposit registers
 * @param container {@code journal_metadata} and {@code journal_issue}; identical for all articles of one issue
 * @param content {@code journal_article}; empty for an issue or a journal
 * @param hash hash of the complete deposit of the record, including parts that this deposit omits or empties; nothing
 *     needs to be sent if the hash is unchanged
 * @param parts hashes of the parts that Crossref stores for the DOI after it has registered this deposit
 * @param isLast false if another deposit must follow after this one is registered; {@link CrossrefDeposits} derives the
 *     next deposit from the parts
 */
public record CrossrefDeposit(
        Doi doi, String container, String content, String hash, Map<DepositPart, String> parts, boolean isLast) {

    private static final String DOI_DATA = "<doi_data>";

    /** Returns the complete {@code journal} element of the Crossref deposit. */
    public String xml() {
        return "<journal>\n" + container + (content.isEmpty() ? "" : "\n" + content) + "\n</journal>";
    }

    /** Returns whether the journal or issue in the deposit has a DOI, which must not be repeated in the same file. */
    boolean namesDoiOfContainer() {
        return container.contains(DOI_DATA);
    }
}
