package org.offprint.formats.print;

import java.time.Instant;
import java.util.List;

/**
 * Content of a printed article. All values are plain text in the form that readers see, unless stated otherwise. HTML
 * values are fragments that use the elements of stored full texts. The tags of all other elements are removed, and
 * their content is printed. Labels are in the language of {@link PrintWords}, which can differ from the language of the
 * article.
 *
 * @param language language of the article as a BCP 47 tag
 * @param direction reading direction of the article, {@code ltr} or {@code rtl}
 * @param titleHtml title as an HTML phrase
 * @param title title as plain text, with the prefix of a retracted article; becomes the document title
 * @param subtitle subtitle; null if there is none
 * @param type article type, for example {@code Research article}; null if it is not printed
 * @param journal journal and issue
 * @param authors authors in the order of the byline
 * @param affiliations affiliations in the order of their numbers
 * @param abstracts abstracts in print order, the main abstract first
 * @param keywords keywords of the article
 * @param facts dates and other facts of the first page, for example {@code Received} with {@code 3 March 2025}
 * @param citation recommended citation without the DOI; null if it is not printed
 * @param doi DOI without a resolver; null if there is none
 * @param landingPage absolute URL of the article page
 * @param license license and copyright; null if neither is known
 * @param notices retractions, corrections and similar notices, which are printed above the title
 * @param watermark word across each page, for example {@code Retracted}; null for none
 * @param runningHead authors in the header of all pages but the first; null for none
 * @param footer text at the bottom of each page, for example the copyright; null for none
 * @param date date of the version, which becomes the creation date of the file
 * @param bodyHtml full text, followed by the statements, references and notes that the full text does not contain. The
 *     highest heading is {@code h2}. Empty if there is no full text.
 * @param words labels that are not part of the article
 */
public record PrintedArticle(
        String language,
        String direction,
        String titleHtml,
        String title,
        String subtitle,
        String type,
        Journal journal,
        List<Author> authors,
        List<Affiliation> affiliations,
        List<Abstract> abstracts,
        List<String> keywords,
        List<Fact> facts,
        String citation,
        String doi,
        String landingPage,
        License license,
        List<Notice> notices,
        String watermark,
        String runningHead,
        String footer,
        Instant date,
        String bodyHtml,
        PrintWords words) {

    /**
     * Journal and issue of an article.
     *
     * @param issn ISSN with a hyphen; null if there is none
     * @param place year, volume, issue and pages, for example {@code 2025 · 12(2) · 101–124}; null if unknown
     */
    public record Journal(String title, String issn, String place) {}

    /**
     * Author in the byline.
     *
     * @param marks marks after the name, usually the numbers of the affiliations
     * @param orcid URL of the ORCID iD; null if there is none
     * @param orcidLabel accessible name of the link to the ORCID iD, for example {@code ORCID iD of Linwei Shi}
     */
    public record Author(String name, List<String> marks, String orcid, String orcidLabel) {}

    /**
     * Affiliation below the byline.
     *
     * @param mark number of the affiliation; null if it is not numbered
     */
    public record Affiliation(String mark, String text) {}

    /**
     * Abstract, or translated title with an abstract and keywords.
     *
     * @param language language of the abstract as a BCP 47 tag
     * @param direction reading direction, {@code ltr} or {@code rtl}
     * @param heading heading, for example {@code Abstract} or {@code Lay summary}
     * @param headingLanguage language of the heading as a BCP 47 tag
     * @param titleHtml translated title as an HTML phrase; null for none
     * @param html abstract as HTML; null for none
     * @param keywords keywords in the language of the abstract; empty for none
     */
    public record Abstract(
            String language,
            String direction,
            String heading,
            String headingLanguage,
            String titleHtml,
            String html,
            List<String> keywords) {}

    /** Labelled fact of the first page, such as a date. */
    public record Fact(String label, String value) {}

    /**
     * License and copyright of an article.
     *
     * @param text license in words, for example {@code This article is licensed under CC BY 4.0.}; null if unknown
     * @param url URL of the license; null if unknown
     * @param copyright copyright statement, for example {@code © 2025 The authors}; null if unknown
     */
    public record License(String text, String url, String copyright) {}

    /**
     * Notice above the title.
     *
     * @param kind kind of the notice, for example {@code Retraction}, with its date
     * @param text reason or title of the notice; null for none
     * @param language language of the text as a BCP 47 tag
     * @param url absolute URL of the notice; null for none
     * @param isSevere whether the notice is a retraction or an expression of concern, and not a correction
     */
    public record Notice(String kind, String text, String language, String url, boolean isSevere) {}
}
