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
 * Writes the deposits of articles, issues and journals for one depositor. A deposit replaces what Crossref has of a
 * record, but for the {@linkplain DepositPart parts} that stay when they are left out: those that a former deposit held
 * and the record has no longer are written empty, and where a change takes two deposits in order, the first of them is
 * made until it is registered.
 */
public final class CrossrefDeposits {

    private static final Set<DepositPart> WITHIN_CROSSMARK = EnumSet.of(DepositPart.FUNDING, DepositPart.LICENSES);

    private final CrossrefWriter writer;
    private final String baseUrl;

    /**
     * Makes the deposits of one depositor.
     *
     * @param baseUrl of this service, without a slash at its end
     */
    public CrossrefDeposits(CrossrefDepositor depositor, String baseUrl) {
        writer = new CrossrefWriter(depositor);
        this.baseUrl = baseUrl;
    }

    /**
     * Returns all that the deposit of an article needs and the record lacks, with pointers into the article.
     *
     * @param title the journal's own DOI, in place of an ISSN; null for none
     */
    public List<Finding> missing(PublishedRecord record, Doi title) {
        return writer.missing(record, title);
    }

    /** Returns all that the deposit of an issue needs and the issue lacks, with pointers into the issue. */
    public List<Finding> missing(IssueRef issue) {
        List<Finding> missing = new ArrayList<>();
        if (issue.doi() == null) {
            missing.add(Finding.at("/doi", "doi-missing", "The deposit of an issue needs its DOI."));
        } else if (!CrossrefLimits.takes(issue.doi())) {
            missing.add(Finding.at("/doi", "doi-not-at-crossref", CrossrefLimits.DOI_NOT_TAKEN));
        }
        if (CrossrefJournalWriter.issueDate(issue) == null) {
            missing.add(Finding.at(
                    "/publishedOn", "date-missing", "The deposit of an issue needs a date of publication or a year."));
        }
        return missing;
    }

    /**
     * Writes the deposit that comes next for an article from which nothing is {@linkplain #missing missing}.
     *
     * @param title the journal's own DOI and its page, for a journal without an ISSN; null for none
     * @param registered the parts that Crossref holds of this DOI; empty for one that was never deposited
     */
    public CrossrefDeposit of(PublishedRecord record, Resource title, Map<DepositPart, String> registered) {
        return of(record, title, new Resource(record.doi(), record.landingPage()), registered, true);
    }

    /**
     * Writes the deposit of an article whose DOI leads to another page from now on: the notice of its withdrawal, or the
     * article under another DOI. The deposit holds no full texts.
     *
     * @param lead a DOI that the article has or had, and the page that it is to lead to
     */
    public CrossrefDeposit leading(
            Resource lead, PublishedRecord record, Resource title, Map<DepositPart, String> registered) {
        return of(record, title, lead, registered, false);
    }

    /**
     * Writes the deposit of an issue with a DOI from which nothing is missing.
     *
     * @param issueUrl the journal's template of such pages; null for pages of this service
     * @param title the journal's own DOI and its page, for a journal without an ISSN; null for none
     */
    public CrossrefDeposit of(JournalRef journal, String issueUrl, IssueRef issue, Resource title) {
        Resource resource = new Resource(issue.doi(), issuePage(journal, issueUrl, issue));
        return container(issue.doi(), xml -> {
            CrossrefJournalWriter.journal(xml, journal, CrossrefJournalWriter.hasIssn(journal) ? null : title);
            CrossrefJournalWriter.issue(xml, journal, issue, CrossrefJournalWriter.issueDate(issue), resource);
        });
    }

    /** Writes the deposit of a journal as a title. */
    public CrossrefDeposit of(JournalRef journal, Resource title) {
        return container(title.doi(), xml -> CrossrefJournalWriter.journal(xml, journal, title));
    }

    /** Returns the page of a journal: the one that it names, or the one that this service has. */
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
     * One of the deposits that lead from what is registered to what the record has.
     *
     * @param held the parts that Crossref holds afterwards
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
            isLast &= !separate(full, emptied);
            Map<DepositPart, String> held = new EnumMap<>(DepositPart.class);
            held.putAll(registered);
            held.keySet().removeAll(emptied);
            full.forEach(part -> held.put(part, present.get(part)));
            return new Step(new SentParts(full, emptied), held, isLast);
        }

        /**
         * Puts off to a later deposit what the schema has no place for in this one, because it takes either Crossmark or
         * funding and licences outside; reports whether there was anything.
         */
        private static boolean separate(Set<DepositPart> full, Set<DepositPart> emptied) {
            if (emptied.contains(DepositPart.CROSSMARK)) {
                return full.removeAll(WITHIN_CROSSMARK) | emptied.removeAll(WITHIN_CROSSMARK);
            }
            boolean isLooseEmptied = emptied.stream().anyMatch(WITHIN_CROSSMARK::contains);
            return isLooseEmptied && full.remove(DepositPart.CROSSMARK);
        }
    }
}
