package org.offprint.services.readiness.rules;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.RecordWriter;
import org.offprint.formats.writing.StatedAffiliation;
import org.offprint.journal.affiliations.parsing.PrintedAffiliation;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.record.ArticleBody;
import org.offprint.kernel.record.ArticleBody.Statements;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.ArticleType;
import org.offprint.kernel.record.FileRole;
import org.offprint.kernel.record.Funding;
import org.offprint.kernel.record.IssueBody;
import org.offprint.kernel.record.JournalBody;
import org.offprint.kernel.record.JournalBody.Policies;
import org.offprint.kernel.record.RelationType;
import org.offprint.kernel.record.Translation;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.kernel.record.contributors.ContributorKind;
import org.offprint.kernel.record.contributors.ContributorRole;
import org.offprint.kernel.text.FoldedText;

/**
 * Article, issue or journal to check. An article is checked together with its issue and journal.
 *
 * @param article published article, or preview of a working copy; null for rules about an issue or a journal
 * @param files all files of the article, including the full-text files
 * @param issue the issue, or the issue of the article; null for a journal and for an article without an issue
 * @param site settings of the service
 */
public record CheckedRecord(
        PublishedRecord article,
        List<ArticleFile> files,
        IssueBody issue,
        JournalBody journal,
        JournalHistory history,
        DepositSettings site) {

    /**
     * Article types that report or review research. Articles of these types are expected to have abstracts, references
     * and funding.
     */
    public static final Set<ArticleType> RESEARCH = EnumSet.of(
            ArticleType.RESEARCH_ARTICLE,
            ArticleType.REVIEW_ARTICLE,
            ArticleType.BRIEF_REPORT,
            ArticleType.CASE_REPORT,
            ArticleType.RAPID_COMMUNICATION,
            ArticleType.SYSTEMATIC_REVIEW,
            ArticleType.DATA_PAPER,
            ArticleType.METHODS_ARTICLE,
            ArticleType.PROTOCOL);

    private static final Set<RelationType> OF_NOTICES = EnumSet.of(
            RelationType.IS_CORRECTION_OF, RelationType.IS_RETRACTION_OF, RelationType.IS_EXPRESSION_OF_CONCERN_OF);

    private static final Policies NONE = new Policies(null, null, null, null, null, null, null);

    ArticleBody body() {
        return article.body();
    }

    /** Returns the DOI of the article; null if it has none. */
    Doi doi() {
        return article.doi();
    }

    /**
     * Returns the publication date of the issue or, if there is none, its year. Returns null if the issue has neither
     * date nor year.
     */
    Object issueDate() {
        return issue.publishedOn() == null ? issue.year() : issue.publishedOn();
    }

    Policies policies() {
        return journal.policies() == null ? NONE : journal.policies();
    }

    Statements statements() {
        return body().statements() == null ? Statements.NONE : body().statements();
    }

    boolean isResearch() {
        return RESEARCH.contains(body().type());
    }

    /** Returns whether the article is a correction, a retraction or an expression of concern about another article. */
    boolean isNotice() {
        return body().relations().stream().anyMatch(relation -> OF_NOTICES.contains(relation.type()));
    }

    /**
     * Fails for each correction, retraction or expression of concern that does not identify the affected article by
     * DOI.
     */
    Verdict everyNoticeHasADoi() {
        return Verdict.each(
                body().relations(),
                each -> !OF_NOTICES.contains(each.type()) || each.doi() != null,
                i -> "/relations/" + i + "/doi",
                each -> each.article());
    }

    /**
     * Fails for each selected contributor that does not satisfy a condition.
     *
     * @param whose predicate that selects the contributors to check
     * @param holds condition that the contributors must satisfy
     * @param member end of the JSON Pointer, after the index of the contributor
     */
    Verdict ofContributors(Predicate<Contributor> whose, Predicate<Contributor> holds, String member) {
        return Verdict.each(
                body().contributors(),
                contributor -> !whose.test(contributor) || holds.test(contributor),
                i -> "/contributors/" + i + member,
                Contributor::displayName);
    }

    static boolean isAuthor(Contributor contributor) {
        return contributor.role() == ContributorRole.AUTHOR;
    }

    static boolean isPersonalAuthor(Contributor contributor) {
        return isAuthor(contributor) && contributor.kind() == ContributorKind.PERSON;
    }

    /** Fails for each affiliation of an author that does not satisfy a condition. */
    Verdict ofAffiliations(Predicate<StatedAffiliation> holds) {
        List<Contributor> all = body().contributors();
        return IntStream.range(0, all.size())
                .filter(i -> isAuthor(all.get(i)))
                .mapToObj(i -> Verdict.each(
                        article.affiliationsOf(all.get(i)),
                        holds,
                        n -> "/contributors/" + i + "/affiliations/" + n,
                        StatedAffiliation::text))
                .reduce(Verdict.PASS, Verdict::and);
    }

    /** Returns whether an affiliation has a country, in the record of its organization or in its printed text. */
    static boolean hasCountry(StatedAffiliation affiliation) {
        return affiliation.organization().country() != null
                || PrintedAffiliation.readSegments(affiliation.text()).country() != null;
    }

    Verdict everyAuthorHasAnAffiliation() {
        return ofContributors(
                CheckedRecord::isPersonalAuthor, each -> !each.affiliations().isEmpty(), "/affiliations");
    }

    Verdict everyAuthorHasAnOrcidId() {
        return ofContributors(CheckedRecord::isPersonalAuthor, each -> each.orcid() != null, "/orcid");
    }

    Verdict everyAffiliationHasARorId() {
        return ofAffiliations(each -> each.organization().ror() != null);
    }

    /** Returns the English title, from the article itself or from its English translation; null if there is none. */
    String englishTitle() {
        Translation translation = english();
        return isEnglish() ? body().title() : translation == null ? null : translation.title();
    }

    String englishAbstract() {
        Translation translation = english();
        return isEnglish() ? body().abstractText() : translation == null ? null : translation.abstractText();
    }

    private boolean isEnglish() {
        return "en".equals(body().language().language());
    }

    private Translation english() {
        return body().translations().entrySet().stream()
                .filter(each -> "en".equals(each.getKey().language()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Returns the URL of the license; null if the article has no license URL. */
    String licence() {
        return body().license() == null || body().license().url() == null
                ? null
                : body().license().url().value();
    }

    Verdict hasSpdxLicence() {
        return Verdict.that(licence() != null && body().license().url().spdx() != null, "/license/url", licence());
    }

    List<ArticleFile> filesOf(FileRole role) {
        return files.stream().filter(file -> file.role() == role).toList();
    }

    /** Returns whether the article has a full text in JATS or HTML, from which the service can generate a PDF. */
    boolean hasText() {
        return !filesOf(FileRole.JATS).isEmpty() || files.stream().anyMatch(ArticleFile::isHtmlOfText);
    }

    /** Returns whether the landing page of the article is a page of this service. */
    boolean hasPageHere() {
        return site.hasPages() && article.landingPage().startsWith(PublishedRecord.BASE_URL);
    }

    /**
     * Passes if the landing page is a page of this service. The outcome for an external page is unknown, because the
     * page is not fetched.
     */
    Verdict hasCheckedPage() {
        return hasPageHere()
                ? Verdict.PASS
                : Verdict.unknown("/links/landingPage", "The landing page is external and was not checked.");
    }

    /** Fails for each field that the export format requires and the article lacks. */
    Verdict canBeWritten(RecordWriter format) {
        return format.missing(article).stream()
                .map(finding -> Verdict.fail(finding.pointer(), null, finding.message()))
                .reduce(Verdict.PASS, Verdict::and);
    }

    /**
     * Passes if funding is given as structured data, or if the article states that it had no funding. Fails if funding
     * is given only as text. The outcome is unknown if the article does not mention funding.
     */
    Verdict funded() {
        if (!body().funding().isEmpty()) {
            return Verdict.PASS;
        }
        String words = statements().funding();
        return switch (FundingStatement.of(words)) {
            case MISSING ->
                Verdict.unknown("/funding", "The record states no funding. Ignore this finding if there was none.");
            case NO_FUNDING -> Verdict.PASS;
            case ONLY_THANKS ->
                Verdict.unknown(
                        "/funding",
                        "The funding statement names no funder. Ignore this finding if there was no funding.");
            case FUNDED -> Verdict.fail("/funding", words, "Funding is stated only as text.");
        };
    }

    /** Passes if funding is stated as structured data or as text. The outcome is unknown otherwise. */
    Verdict statesFunding() {
        Verdict funded = funded();
        return funded.outcome() == Verdict.Outcome.FAIL ? Verdict.PASS : funded;
    }

    Verdict everyFunder(Predicate<Funding> holds, String member) {
        return Verdict.each(body().funding(), holds, i -> "/funding/" + i + member, each -> each.funder());
    }

    /** Fails for each funder without award numbers, and if funding is stated only as text. */
    Verdict everyFunderHasAwards() {
        return funded().and(everyFunder(each -> !each.awards().isEmpty(), "/awards"));
    }

    static boolean isIdentified(Funding funding) {
        return funding.ror() != null || funding.funderDoi() != null;
    }

    /** Meaning of a printed funding statement, in the languages in which journals print such statements. */
    private enum FundingStatement {
        /** The statement is missing or blank. */
        MISSING,
        /** The statement says that there was no funding. */
        NO_FUNDING,
        /** The statement only thanks people, for example if it was read from the acknowledgements. */
        ONLY_THANKS,
        /** The statement names funders, or mentions funders without names. */
        FUNDED;

        /** Longest statement that can say that there was no funding. Longer statements give details of the funding. */
        private static final int MAX_DENIAL_LENGTH = 400;

        /** Complete statements that say that there was no funding, after an optional label. */
        private static final Pattern DENIAL = Pattern.compile(
                "(?:(?:funding|financial support|financiamento|financiamiento|financiacion|financement|finanzierung"
                        + "|fontes? de financiamento|fuentes? de financiamiento)[ :.–—-]*)?"
                        + "(?:none|nil|no|nothing|n/?a|not applicable|nao aplicavel|nao se aplica|nao ha|nao houve"
                        + "|no aplica|no aplicable|nenhuma?|ninguna?|ninguno|sans objet|aucune?|keine|entfallt|nessuno)"
                        + "(?: (?:declared|reported|to declare|to report))?[ .]*");

        /** Phrases that deny funding, for example "received no external funding". */
        private static final Pattern DENYING_PHRASE =
                Pattern.compile("\\bno (?:(?:specific|external|financial|dedicated|particular|direct) ){0,3}"
                        + "(?:funding|funds|funders?|grants?|support|sponsors?)\\b"
                        + "|\\bnot? (?:funded|supported|financed)\\b|\\bunfunded\\b"
                        + "|\\b(?:not|n['’]t) (?:receive|have|obtain)\\w* (?:any )?(?:\\w+ )?"
                        + "(?:funding|funds|grants?|support)\\b"
                        + "|\\bwithout (?:any )?(?:external |specific |financial )?(?:funding|funds|grants?|support)\\b"
                        + "|\\bsem (?:fontes? de |apoio de )?(?:financiamento|apoio financeiro|fomento)\\b"
                        + "|\\bnao (?:recebeu|receberam|houve|teve|tiveram|contou com|obteve)(?: \\w+){0,3}"
                        + " (?:financiamento|apoio|auxilio|fomento|recursos)\\b"
                        + "|\\bsin (?:fuentes? de )?(?:financiamiento|financiacion|apoyo financiero)\\b"
                        + "|\\bno (?:se )?(?:recibio|recibieron|conto con|hubo|tuvo|obtuvo)(?: \\w+){0,3}"
                        + " (?:financiamiento|financiacion|apoyo|fondos)\\b"
                        + "|\\baucun (?:financement|soutien financier)\\b"
                        + "|\\bkeine (?:externe )?(?:finanzierung|forderung)\\b|\\bnessun finanziamento\\b");

        /** Phrases after which a statement names a funder. */
        private static final Pattern NAMED_FUNDER =
                Pattern.compile("(?<!not )\\b(?:supported|funded|financed|sponsored) (?:\\w+ ){0,2}by\\b"
                        + "|\\bgrants? (?:no\\b|n[^a-z]|num|agreement|from (?!any\\b))"
                        + "|\\b(?:financiad|apoiad|apoyad|financad)[oa]s? (?:\\w+ )?(?:por|pel[oa])\\b"
                        + "|\\b(?:apoio|bolsa|auxilio|apoyo|beca) (?:d[aeo]|del)\\b");

        /** Ends of sentences and of the clauses in a sentence. */
        private static final Pattern CLAUSE_END =
                Pattern.compile("[.;!?] |, (?=(?:and|but|while|whereas|although|however)\\b)");

        /** Number of four or more digits other than a year, for example an award number. */
        private static final Pattern AWARD_NUMBER = Pattern.compile("(?<!\\d)(?!(?:19|20)\\d\\d(?!\\d))\\d{4}");

        /** Terms that indicate a funder in a clause that does not deny funding. */
        private static final Pattern FUNDER_TERM = Pattern.compile(
                "\\b(?:grants?|foundation|trust|council|fundacao|fundacion|fondation|conselho|consejo)\\b"
                        + "|stiftung\\b|\\bfunding (?:was |is )?(?:provided|enabled|enabled and organi[sz]ed) by\\b");

        private static final Pattern NOTHING = Pattern.compile("\\b(?:none|nil|n/a|not applicable)\\b");

        private static final Pattern FUNDING_TERM = Pattern.compile(
                "fund|grant|support|award|financ|finanz|sponsor|scholarship|fellowship|stipend|subsid|subven|bolsa|beca"
                        + "|fomento|apoio|apoyo|auxilio|forder|programme|program |project|projeto|proyecto|\\d{4}");

        private static final Pattern THANKS = Pattern.compile(
                "\\b(?:thank|grateful|gratitude|acknowledg|indebted|agradec|grat[oa]s? |remerci|dank|ringrazi)");

        /** Returns the meaning of a funding statement. */
        static FundingStatement of(String statement) {
            if (statement == null || statement.isBlank()) {
                return MISSING;
            }
            String text = FoldedText.folded(statement).replaceAll("\\s+", " ").strip();
            boolean isDenied = text.length() <= MAX_DENIAL_LENGTH
                    && (DENIAL.matcher(text).matches()
                            || DENYING_PHRASE.matcher(text).find() && !hasFunder(text));
            if (isDenied) {
                return NO_FUNDING;
            }
            return THANKS.matcher(text).find() && !FUNDING_TERM.matcher(text).find() ? ONLY_THANKS : FUNDED;
        }

        /** Returns whether a statement that denies some funding indicates a funder, for example of other authors. */
        private static boolean hasFunder(String text) {
            return NAMED_FUNDER.matcher(text).find()
                    || AWARD_NUMBER.matcher(text).find()
                    || CLAUSE_END
                            .splitAsStream(text)
                            .anyMatch(clause -> FUNDER_TERM.matcher(clause).find()
                                    && !DENYING_PHRASE.matcher(clause).find()
                                    && !NOTHING.matcher(clause).find());
        }
    }
}
