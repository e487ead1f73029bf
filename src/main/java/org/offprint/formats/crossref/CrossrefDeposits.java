package org.offprint.formats.crossref;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.DigestUtils;
import org.offprint.formats.crossref.writing.CrossrefDepositor;
import org.offprint.formats.crossref.writing.CrossrefJournalWriter;
import org.offprint.formats.crossref.writing.CrossrefJournalWriter.Resource;
import org.offprint.formats.crossref.writing.CrossrefLimits;
import org.offprint.formats.crossref.writing.DepositPart;
import org.offprint.formats.crossref.writing.SentParts;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.journal.issues.IssueRef;
import org.offprint.journal.journals.JournalRef;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.Doi;

/**
 * Writes the Crossref deposits of articles, issues and journals for one depositor. A deposit replaces the record at
 * Crossref, except for {@linkplain DepositPart parts} that the deposit omits. Parts that were removed from a record are
 * therefore deposited as empty elements. If a change requires two successive deposits, the second is written only after
 * Crossref has registered the first.
 */
public final class CrossrefDeposits {

    private static final Set<DepositPart> WITHIN_CROSSMARK = EnumSet.of(DepositPart.FUNDING, DepositPart.LICENSES);

    private final CrossrefWriter writer;
    private final String baseUrl;

    /**
     * Creates a writer of Crossref deposits for one depositor.
     *
     * @param baseUrl base URL of Offprint without a trailing slash
     */
    public CrossrefDeposits(CrossrefDepositor depositor, String baseUrl) {
        writer = new CrossrefWriter(depositor);
        this.baseUrl = baseUrl;
    }

    /**
     * Returns the values that are missing for the Crossref deposit of an article, with JSON Pointers into the article.
     *
     * @param title DOI of the journal, used instead of an ISSN; null if the journal has no DOI
     */
    public List<Finding> missing(PublishedRecord record, Doi title) {
        return writer.missing(record, title);
    }

    /** Returns the values that are missing for the Crossref deposit of an issue, with JSON Pointers into the issue. */
    public List<Finding> missing(IssueRef issue) {
        List<Finding> missing = new ArrayList<>();
        if (issue.doi() == null) {
            missing.add(Finding.at("/doi", "doi-missing", "A DOI is required to deposit an issue at Crossref."));
        } else if (!CrossrefLimits.accepts(issue.doi())) {
            missing.add(Finding.at("/doi", "doi-not-at-crossref", CrossrefLimits.DOI_NOT_ACCEPTED));
        }
        if (CrossrefJournalWriter.issueDate(issue) == null) {
            missing.add(Finding.at(
                    "/publishedOn",
                    "date-missing",
                    "A publication date or a year is required to deposit an issue at Crossref."));
        }
        return missing;
    }

    /**
     * Writes the next Crossref deposit of an article that has no {@linkplain #missing missing} values.
     *
     * @param title DOI and page of a journal without an ISSN; null if the journal has no DOI
     * @param registered parts that Crossref stores for the DOI of the article; empty if the DOI was never deposited
     */
    public CrossrefDeposit of(PublishedRecord record, Resource title, Map<DepositPart, String> registered) {
        return of(record, title, new Resource(record.doi(), record.landingPage()), registered, true);
    }

    /**
     * Writes a Crossref deposit that makes a DOI resolve to a different page: a withdrawal notice, or the article under
     * its new DOI. The deposit contains no full-text links.
     *
     * @param lead current or former DOI of the article, with the page to resolve to
     */
    public CrossrefDeposit redirecting(
            Resource lead, PublishedRecord record, Resource title, Map<DepositPart, String> registered) {
        return of(record, title, lead, registered, false);
    }

    /**
     * Writes the Crossref deposit of an issue that has a DOI and no missing values.
     *
     * @param issueUrl the journal's URL template for issue pages; null if Offprint serves the issue pages
     * @param title DOI and page of a journal without an ISSN; null if the journal has no DOI
     */
    public CrossrefDeposit of(JournalRef journal, String issueUrl, IssueRef issue, Resource title) {
        Resource resource = new Resource(issue.doi(), issuePage(journal, issueUrl, issue));
        return container(issue.doi(), xml -> {
            CrossrefJournalWriter.journal(xml, journal, CrossrefJournalWriter.hasIssn(journal) ? null : title);
            CrossrefJournalWriter.issue(xml, journal, issue, CrossrefJournalWriter.issueDate(issue), resource);
        });
    }

    /** Writes the Crossref deposit of a journal. */
    public CrossrefDeposit of(JournalRef journal, Resource title) {
        return container(title.doi(), xml -> CrossrefJournalWriter.journal(xml, journal, title));
    }

    /**
     * Returns the configured URL of a journal page. If {@code url} is null, returns the URL of the journal page that
     * Offprint serves.
     */
    public static String page(JournalRef journal, String url) {
        return url == null ? PublishedRecord.BASE_URL + "/journals/" + journal.slug() : url;
    }

    private static String issuePage(JournalRef journal, String issueUrl, IssueRef issue) {
        return issueUrl == null
                ? PublishedRecord.BASE_URL + "/journals/" + journal.slug() + "/issues/" + issue.id()
                : issueUrl.replace("{id}", issue.id().toString());
    }

    private CrossrefDeposit container(Doi doi, Consumer<XmlWriter> elements) {
        String text = written(elements);
        return new CrossrefDeposit(doi, text, "", DigestUtils.sha256Hex(text), Map.of(), true);
    }

    private CrossrefDeposit of(
            PublishedRecord record,
            Resource title,
            Resource lead,
            Map<DepositPart, String> registered,
            boolean withFullTexts) {
        Map<DepositPart, String> present = writer.parts(record);
        if (!withFullTexts) {
            present.remove(DepositPart.FULL_TEXTS);
        }
        Step step = Step.of(present, registered);
        String container = written(xml -> CrossrefJournalWriter.write(xml, record, title));
        SentParts whole = new SentParts(present.keySet(), Set.of());
        String hash = DigestUtils.sha256Hex(container + article(record, lead, whole));
        return new CrossrefDeposit(
                lead.doi(), container, article(record, lead, step.sent()), hash, step.held(), step.isLast());
    }

    private String article(PublishedRecord record, Resource lead, SentParts parts) {
        return written(xml -> writer.article(xml, record, lead.doi(), lead.page(), parts));
    }

    private String written(Consumer<XmlWriter> elements) {
        XmlWriter xml = new XmlWriter();
        elements.accept(xml);
        return xml.toString().replace(PublishedRecord.BASE_URL, baseUrl);
    }

    /**
     * Step in a sequence of deposits that makes the parts stored at Crossref equal to the parts of the record.
     *
     * @param held parts that Crossref stores after this step
     */
    private record Step(SentParts sent, Map<DepositPart, String> held, boolean isLast) {

        static Step of(Map<DepositPart, String> present, Map<DepositPart, String> registered) {
            Set<DepositPart> full = EnumSet.noneOf(DepositPart.class);
            Set<DepositPart> emptied = EnumSet.noneOf(DepositPart.class);
            boolean isLast = true;
            for (DepositPart part : DepositPart.values()) {
                String wanted = present.get(part);
                String there = registered.get(part);
                boolean comesLater = wanted != null && there != null && part.needsTwoSteps() && !wanted.equals(there);
                isLast &= !comesLater;
                if (wanted != null && !comesLater) {
                    full.add(part);
                } else if (there != null) {
                    emptied.add(part);
                }
            }
            isLast &= !postpone(full, emptied);
            Map<DepositPart, String> held = new EnumMap<>(DepositPart.class);
            held.putAll(registered);
            held.keySet().removeAll(emptied);
            full.forEach(part -> held.put(part, present.get(part)));
            return new Step(new SentParts(full, emptied), held, isLast);
        }

        /**
         * Postpones parts of a record to a later Crossref deposit if the schema does not allow all of them in one
         * deposit. A deposit contains either Crossmark, or funding and licenses outside Crossmark. Returns whether any
         * part was postponed.
         */
        private static boolean postpone(Set<DepositPart> full, Set<DepositPart> emptied) {
            if (emptied.contains(DepositPart.CROSSMARK)) {
                return full.removeAll(WITHIN_CROSSMARK) | emptied.removeAll(WITHIN_CROSSMARK);
            }
            boolean isLooseEmptied = emptied.stream().anyMatch(WITHIN_CROSSMARK::contains);
            return isLooseEmptied && full.remove(DepositPart.CROSSMARK);
        }
    }
}
