package org.offprint.formats.jats.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.FundingDraft;
import org.offprint.formats.draft.LicenseDraft;
import org.offprint.formats.jats.contributors.JatsNames;
import org.offprint.formats.text.SourceName;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.License;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.kernel.record.LicenseTerms.Copyright;

/** Reads the elements {@code permissions} and {@code funding-group}. */
public final class JatsRightsReader {

    private static final String YEARS = "([12]\\d{3})(?:\\s?[-\u2013]\\s?[12]\\d{3})?";

    /** Start of a copyright statement: a copyright sign or the word "copyright", usually followed by the year. */
    private static final Pattern STATEMENT =
            Pattern.compile("(?i)\\s*(?:(?:copyright(?:ed)?\\b|\u00a9|\\(c\\))[\\s:,.]*){1,3}(?:" + YEARS
                    + "\\b)?[\\s,.:;]*(?:by\\s)?");

    /** Year or range of years at the end of a text. */
    private static final Pattern YEARS_AT_END = Pattern.compile("[\\s,.(]" + YEARS + "[\\s,.;:)]*+$");

    /** End of a sentence. A period before a year belongs to the sentence, as in "The Author(s). 2020". */
    private static final Pattern SENTENCE_END = Pattern.compile("(?<!\\b\\p{L})\\.\\s(?![12]\\d{3}\\b)");

    private static final Pattern AFTER_HOLDER = Pattern.compile(
            "(?i)[;]|(?<!\\b\\p{L})\\.(?=\\s|$)|(?:^|,?\\s)(?:all rights|licensee|published|under|this is|this"
                    + " article|distributed|corrected publication|open access|(?:printed|reproduced|reprinted)"
                    + " (?:by|from|in|with))\\b");

    /** JATS elements for people who received an award or are responsible for it. */
    private static final String[] RECIPIENTS = {"principal-award-recipient", "principal-investigator"};

    private static final int MAX_STATEMENT_LENGTH = 2_000;
    private static final int MAX_HOLDER_LENGTH = 300;

    private final XmlElement meta;
    private final ArticleDraft draft;

    private JatsRightsReader(XmlElement meta, ArticleDraft draft) {
        this.meta = meta;
        this.draft = draft;
    }

    public static void read(XmlElement meta, ArticleDraft draft) {
        JatsRightsReader rights = new JatsRightsReader(meta, draft);
        rights.permissions(meta.at("permissions").isNone() ? meta : meta.at("permissions"));
        meta.elements("funding-group").forEach(rights::funding);
        rights.formerFunding();
    }

    private void permissions(XmlElement permissions) {
        LicenseDraft license = draft.license();
        String holder = permissions.at("copyright-holder").take();
        String statement = permissions.at("copyright-statement").take();
        XmlElement said = permissions.at("copyright-year");
        Integer year = String.valueOf(said.text()).matches("[12]\\d{3}[,.;]?")
                ? Integer.valueOf(said.take().substring(0, 4))
                : null;
        for (XmlElement terms : permissions.elements("license")) {
            license(terms, license);
        }
        for (XmlElement free : permissions.descendants("free_to_read")) {
            free.markPlaced();
            draft.unplaced(free.path("start_date"), free.attribute("start_date"));
            draft.unplaced(free.path("end_date"), free.attribute("end_date"));
        }
        Copyright stated = stated(statement);
        license.copyright(holder == null ? stated.holder() : holder, statement, year == null ? stated.year() : year);
    }

    /**
     * Returns the copyright holder and the year in a copyright statement. The holder is the text after the copyright
     * sign, up to punctuation, a phrase about rights, or a year. The year follows the copyright sign or the holder, or
     * ends the first sentence. Each value is null if the statement does not contain it.
     */
    private static Copyright stated(String statement) {
        Matcher start =
                STATEMENT.matcher(statement == null || statement.length() > MAX_STATEMENT_LENGTH ? "" : statement);
        if (!start.lookingAt()) {
            return new Copyright(null, null, null);
        }
        String rest = statement.substring(start.end());
        Matcher end = AFTER_HOLDER.matcher(rest);
        String holder = end.find() ? rest.substring(0, end.start()) : rest;
        Matcher sentenceEnd = SENTENCE_END.matcher(rest);
        String sentence = sentenceEnd.find() ? rest.substring(0, sentenceEnd.start()) : rest;
        Matcher afterHolder = YEARS_AT_END.matcher(holder);
        Matcher afterSentence = YEARS_AT_END.matcher(sentence);
        String year = start.group(1);
        if (afterHolder.find()) {
            holder = holder.substring(0, afterHolder.start());
            year = year == null ? afterHolder.group(1) : year;
        } else if (year == null && afterSentence.find()) {
            year = afterSentence.group(1);
        }
        holder = holder.replaceFirst("[\\s,:]+$", "").strip();
        boolean isHolder = holder.length() >= 2 && holder.length() <= MAX_HOLDER_LENGTH;
        return new Copyright(isHolder ? holder : null, year == null ? null : Integer.valueOf(year), null);
    }

    private void license(XmlElement terms, LicenseDraft license) {
        for (XmlElement link : links(terms)) {
            boolean isInWords = link.name().equals("ext-link") || link.name().equals("uri");
            String said = link.name().equals("license_ref") ? link.text() : link.attribute("href");
            String url = said == null && link.name().equals("uri") ? link.text() : said;
            if (url == null || isInWords && !isLicense(url)) {
                continue;
            }
            License value = draft.parsed(url, License::parse, link.path());
            if (value != null && license.url() == null) {
                license.url(value);
                license.name(terms.attribute("title"));
            } else if (value != null && !value.toString().equals(license.url()) && !isInWords && !isUnspecific(url)) {
                draft.unplaced(link.path(), url);
            }
            if (link.name().equals("license_ref")) {
                link.markPlaced();
            }
        }
        markExportSentence(terms);
        words(terms, license);
    }

    private static List<XmlElement> links(XmlElement terms) {
        List<XmlElement> links = new ArrayList<>(terms.elements("license_ref"));
        if (!isUnspecific(terms.attribute("href"))) {
            links.add(terms);
        }
        links.addAll(terms.descendants("ext-link", "uri"));
        links.add(terms);
        return links;
    }

    /**
     * Returns whether a license URL is null or the Creative Commons overview page, which does not identify a license.
     */
    private static boolean isUnspecific(String url) {
        return url == null || url.matches("(?i)https?://(?:www\\.)?creativecommons\\.org(?:/licenses)?/?");
    }

    /** Returns whether a URL in the license text identifies a Creative Commons or Open Source Initiative license. */
    private static boolean isLicense(String url) {
        return url.contains("creativecommons.org/") && !isUnspecific(url) || url.contains("opensource.org/licenses");
    }

    /** Marks the license sentence of Offprint exports as read, because it only repeats the name of the license. */
    private static void markExportSentence(XmlElement terms) {
        for (XmlElement words : terms.elements("license-p")) {
            String said = String.valueOf(words.text());
            if (said.matches(
                    "This (?:is an open access article|article is) distributed under the terms of the licence [^.]+(?:\\.\\d[^.]*)?\\.")) {
                words.markPlaced();
            }
        }
    }

    /** Reads the text of a license. If a link in the license has no text, its URL is included. */
    private static void words(XmlElement terms, LicenseDraft license) {
        List<XmlElement> paragraphs = terms.elements("license-p", "p");
        if (paragraphs.isEmpty() && terms.hasOwnText()) {
            license.words(terms.take());
        }
        for (XmlElement words : paragraphs) {
            if (!words.isPlaced()) {
                license.words(printed(words));
                words.markPlaced();
            }
        }
    }

    private static String printed(XmlElement words) {
        String text = words.text();
        List<String> links = new ArrayList<>();
        for (XmlElement link : words.descendants("ext-link", "uri")) {
            if (link.text() == null && link.attribute("href") != null) {
                links.add(link.attribute("href"));
            }
        }
        return text == null || links.isEmpty() ? text : text.replace(" ()", " (" + links.get(0) + ")");
    }

    private void funding(XmlElement group) {
        for (XmlElement award : group.elements("award-group")) {
            award(award.elements("funding-source"), award.elements("award-id"), award.elements(RECIPIENTS));
        }
        award(group.elements("funding-source"), group.elements("award-id"), group.elements(RECIPIENTS));
        for (XmlElement statement : group.elements("funding-statement")) {
            draft.statement(ArticleDraft.Statement.FUNDING, statement.take());
        }
    }

    /**
     * Reads funding in the older JATS form without award groups, which some publishers still use. In this form, funders
     * and awards are separate elements, linked by id.
     */
    private void formerFunding() {
        award(
                meta.elements("contract-sponsor", "grant-sponsor"),
                meta.elements("contract-num", "grant-num"),
                List.of());
    }

    private static List<SourceName> recipients(List<XmlElement> recipientElements) {
        List<SourceName> recipients = new ArrayList<>();
        for (XmlElement given : recipientElements) {
            List<XmlElement> names = given.elements("name", "string-name");
            names.forEach(name -> recipients.add(
                    name.elements("surname", "given-names").isEmpty()
                            ? SourceName.organization(name.text())
                            : JatsNames.person(name)));
            String words = given.textWithout("name", "string-name", "institution-id", "contrib-id");
            if (names.isEmpty()
                    || given.hasOwnText()
                            && words != null
                            && !words.replaceAll("[\\p{P}\\s]", "").isEmpty()) {
                recipients.add(SourceName.organization(words));
            }
        }
        return recipients;
    }

    /**
     * Reads one grant per funder, each with all awards and recipients. If there are too many combinations, no grants
     * are read and the elements are reported as unmapped.
     */
    private void award(List<XmlElement> sources, List<XmlElement> awards, List<XmlElement> recipientElements) {
        List<SourceName> recipients = recipients(recipientElements);
        // Each award recipient is compared with all previous recipients.
        long ofEach = awards.size() + (long) recipients.size() * recipients.size();
        if (!draft.countComparisons(sources.size(), ofEach, 0)) {
            return;
        }
        for (XmlElement given : recipientElements) {
            given.descendants("contrib-id").forEach(id -> draft.unplaced(id.path(), id.text()));
            given.markPlaced();
        }
        for (XmlElement source : sources) {
            FundingDraft funding = new FundingDraft(draft);
            funder(source, funding);
            if (!funding.hasFunder()) {
                continue;
            }
            for (XmlElement award : awards) {
                String rid = award.attribute("rid");
                boolean isOwn =
                        rid == null || List.of(rid.split("\\s+")).contains(String.valueOf(source.attribute("id")));
                if (isOwn && award.text() != null) {
                    funding.award(award.take());
                    draft.unplaced(award.path("xlink:href"), award.attribute("href"));
                }
            }
            recipients.forEach(funding::recipient);
            source.markPlaced();
            draft.funding(funding);
        }
    }

    /** Returns whether an element is the name of a funder in Crossref markup. */
    private static boolean isFunderName(XmlElement part) {
        return String.valueOf(part.attribute("content-type")).matches("(?i)(?:funder[-_ ]?)?name");
    }

    private void funder(XmlElement source, FundingDraft funding) {
        List<XmlElement> named = source.descendants("institution", "named-content").stream()
                .filter(each -> each.name().equals("institution") || isFunderName(each))
                .toList();
        funding.funder(
                named.isEmpty()
                        ? source.textWithout("institution-id", "named-content")
                        : named.get(0).text());
        for (XmlElement id : source.descendants("institution-id", "named-content")) {
            String text = named.contains(id) ? null : id.text();
            boolean isRor = text != null && text.contains("ror.org/")
                    || "ror".equalsIgnoreCase(id.attribute("institution-id-type"));
            boolean isDoi = text != null && text.contains("10.13039/");
            if (isRor) {
                funding.ror(draft.parsed(text, RorId::parse, id.path()));
            } else if (isDoi) {
                funding.funderDoi(draft.parsed(text, Doi::parse, id.path()));
            } else if (text != null) {
                draft.unplaced(id.path(), text);
            }
        }
        for (XmlElement place : source.descendants("country")) {
            draft.unplaced(place.path(), place.text());
        }
    }
}
